/** How values are written in canonical XML; the generated classes name these JAXB adapters. */
@NullMarked
package io.pipemill.canonical.xml;

import org.jspecify.annotations.NullMarked;

/** How values are written in canonical XML, for JAXB; the generated classes name these adapters. */
@NullMarked
package io.pipemill.canonical.xml;

import org.jspecify.annotations.NullMarked;

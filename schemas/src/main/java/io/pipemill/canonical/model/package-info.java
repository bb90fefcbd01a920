/**
 * What the XSDs say about documents, as a model that can be walked, read and written without XML.
 */
@NullMarked
package io.pipemill.canonical.model;

import org.jspecify.annotations.NullMarked;

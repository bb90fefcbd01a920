/** Tables of dBase III to V, FoxPro and Visual FoxPro as rows of typed values. */
@NullMarked
package io.pipemill.adapter.file.internal.dbf;

import org.jspecify.annotations.NullMarked;

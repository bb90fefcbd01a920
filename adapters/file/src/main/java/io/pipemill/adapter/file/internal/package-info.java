/** Characters, folders and small structures of the file transport. */
@NullMarked
package io.pipemill.adapter.file.internal;

import org.jspecify.annotations.NullMarked;

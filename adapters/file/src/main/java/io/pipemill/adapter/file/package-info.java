/** The file transport: documents from an inbox folder and into an outbox folder. */
@NullMarked
package io.pipemill.adapter.file;

import org.jspecify.annotations.NullMarked;

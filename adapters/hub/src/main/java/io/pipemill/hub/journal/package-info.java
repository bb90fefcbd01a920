/** What is kept of every document: batches, payloads, keys, problems, events. */
@NullMarked
package io.pipemill.hub.journal;

import org.jspecify.annotations.NullMarked;

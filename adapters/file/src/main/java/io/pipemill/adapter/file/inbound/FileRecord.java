package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file.
 *
 * @param tree null if it could not be read
 * @param raw its bytes, where the file is this one record
 * @param problems what is wrong with it
 * @param weight about how many bytes it keeps in memory
 */
record FileRecord(
    @Nullable RecordTree tree, byte @Nullable [] raw, List<Violation> problems, long weight) {}

package io.pipemill.adapter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row that a delivery would change at the target, in the state after the target has processed
 * it.
 *
 * @param table the target's table
 * @param key natural key of the row, readable: {@code ORIG_SYS_DOCUMENT_REF=R-1001,
 *     ORIG_SYS_LINE_REF=2}
 * @param before changed columns with their present values as text; empty for an insert
 * @param after changed columns with their coming values as text; empty for a delete
 */
public record RowChange(
    String table,
    String key,
    Map<String, @Nullable String> before,
    Map<String, @Nullable String> after) {}

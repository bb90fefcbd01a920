package io.pipemill.reconciliation.fingerprint;

/**
 * A column of a table.
 *
 * @param name its name; of a quoted one what stands between the quotes
 * @param quoted whether its capitals count
 * @param type as its engine writes it
 * @param options what is asked beyond the type
 */
public record TableColumn(String name, boolean quoted, ColumnType type, ColumnOptions options) {}

package io.pipemill.demo;

/**
 * One document made wrong or odd on purpose.
 *
 * @param system system id
 * @param document document type, e.g. {@code sales-order}
 * @param key its business key, or the file's name where the content cannot say
 */
public record Planted(String system, String document, String key, PlantedKind kind) {}

package io.pipemill.mapping.propose;

/**
 * What tells a customer or an item of one system from others.
 *
 * @param name in Chinese, as a rule; empty if none
 * @param nameEnglish empty if none
 * @param taxNumber of a firm; empty if none, and for an item
 */
public record MasterRecord(
    String system, String code, String name, String nameEnglish, String taxNumber) {}

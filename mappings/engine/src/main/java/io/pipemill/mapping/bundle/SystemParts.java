package io.pipemill.mapping.bundle;

import io.pipemill.mapping.OnMissing;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.fragment.Fragments;
import java.util.List;
import java.util.Map;

/**
 * What a system's mappings share, and their versions cover.
 *
 * @param lists code lists they can name
 * @param fragments fields they can name
 * @param policies by master
 * @param blanks texts that mean nothing in any of its columns
 */
public record SystemParts(
    CodeLists lists, Fragments fragments, Map<String, OnMissing> policies, List<String> blanks) {}

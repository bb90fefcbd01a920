package io.pipemill.mapping.fragment;

import io.pipemill.mapping.yaml.YamlValue;
import java.util.Map;
import java.util.Optional;

/**
 * A fragment as its file has it.
 *
 * @param file for findings, relative to the system folder
 * @param parameters by name, with what they are where a use does not say
 * @param fields with {@code ${parameter}} in keys and values
 */
record Fragment(
    String name, String file, Map<String, Optional<String>> parameters, YamlValue.Mapping fields) {}

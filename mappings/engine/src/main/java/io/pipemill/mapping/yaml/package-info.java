/** YAML as a tree in which every value knows its file and line. */
@NullMarked
package io.pipemill.mapping.yaml;

import org.jspecify.annotations.NullMarked;

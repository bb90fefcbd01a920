/** What is printed: tables, languages, JSON. */
@NullMarked
package io.pipemill.cli.text;

import org.jspecify.annotations.NullMarked;

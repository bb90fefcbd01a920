package io.pipemill.app.node;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.CheckResult;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.console.access.AccessList;
import io.pipemill.mapping.MappingCompiler;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a node is started with, beyond its settings.
 *
 * @param catalog canonical document types
 * @param compiler of mappings
 * @param systems the systems to run
 * @param access who may use the console
 * @param simulated ids of systems that are not the real ones
 * @param questions health questions about the node's own parts
 * @param faults points at which crash tests stop the process
 * @param ready waits for what must be there before the first source is read
 */
public record NodeParts(
    DocumentCatalog catalog,
    MappingCompiler compiler,
    MappingCompiler.Loaded systems,
    AccessList access,
    Set<String> simulated,
    List<Supplier<CheckResult>> questions,
    AdapterContext.FaultPoint faults,
    Runnable ready) {}

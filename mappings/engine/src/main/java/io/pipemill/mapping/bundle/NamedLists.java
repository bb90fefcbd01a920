package io.pipemill.mapping.bundle;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.codes.ConfirmedCode;
import io.pipemill.mapping.codes.ConfirmedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The code lists a kept mapping names. */
public final class NamedLists {
  private NamedLists() {}

  /** As they were, with the confirmed codes that were in force. */
  public static CodeLists of(MappingBundle bundle, Findings findings) {
    List<ConfirmedCode> confirmed = new ArrayList<>();
    bundle.confirmed().forEach((name, text) -> confirmed.addAll(ConfirmedFile.read(name, text)));
    return of(bundle, confirmed, findings);
  }

  /** As they were, with other confirmed codes over them. */
  public static CodeLists of(
      MappingBundle bundle, List<ConfirmedCode> confirmed, Findings findings) {
    List<CodeLists.Source> lists = new ArrayList<>();
    bundle
        .lists()
        .forEach(
            (name, text) ->
                lists.add(new CodeLists.Source(name, "codelists/" + name + ".csv", text, false)));
    return new CodeLists(lists, confirmed, findings);
  }

  /**
   * The lists a mapping names, by name.
   *
   * @param bundle of a mapping; empty if none is kept
   */
  public static Map<String, CodeList> of(byte[] bundle) {
    Map<String, CodeList> named = new TreeMap<>();
    if (bundle.length > 0) {
      MappingBundle read = MappingBundle.read(bundle);
      CodeLists lists = of(read, new Findings(read.system()));
      for (String name : lists.names()) {
        CodeList list = lists.list(name);
        if (list != null) {
          named.put(name, list);
        }
      }
    }
    return named;
  }
}

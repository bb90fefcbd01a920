package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.FieldUse;
import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.cel.CelNode;
import io.pipemill.mapping.cel.CelScope;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.value.Text;
import io.pipemill.mapping.yaml.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A section while its file is being compiled. */
final class SectionPlan {
  static final String DOCUMENT = "document";

  /**
   * A step with what decides its turn.
   *
   * @param writes first part of the field's path
   * @param reads first parts of the fields of this element it reads
   */
  record Planned(Step step, String writes, Set<String> reads, Place place) {}

  final int number;
  final String path;
  final String name;

  /** The root or the LIST: its children are the fields of an element. */
  final FieldType type;

  final @Nullable SectionPlan parent;
  final int parentObject;
  final @Nullable String group;
  final RecordColumns record;
  final Place place;
  final List<Planned> steps = new ArrayList<>();
  final List<SectionPlan> lists = new ArrayList<>();

  /** Fields of the document's header that expressions in a list read, with their places. */
  final Map<String, Place> headerReads = new LinkedHashMap<>();

  /** Units written as constants, by the path of the part: {@code quantity.unit → t}. */
  final Map<String, String> units = new LinkedHashMap<>();

  /** Paths within the element that are mapped, with their places. */
  final Map<String, Place> mapped = new LinkedHashMap<>();

  /** What the whole file does with canonical fields. */
  final List<FieldUse> uses;

  @Nullable CelExpression where;

  /** Condition for the whole list, in the section above. */
  @Nullable Guard guard;

  /** Guards over objects and lists of this section's element. */
  private int guards;

  /** What is done to every column, also to one that only an expression reads. */
  final Cleaning cleaning;

  /** Repeated columns this section is one turn of. */
  private @Nullable RepeatedColumns repeated;

  private int turn;
  private final Set<String> readAliases = new HashSet<>();
  private @Nullable CelScope scope;

  /** Where the expression stands that is being compiled. */
  private Place expression;

  private final Map<String, Integer> columnSlots = new LinkedHashMap<>();
  private final Map<String, Integer> groupSlots = new LinkedHashMap<>();
  private final Map<String, Integer> objectSlots = new LinkedHashMap<>();
  private final List<Section.Slot> objects = new ArrayList<>();

  SectionPlan(
      int number,
      String path,
      String name,
      FieldType type,
      @Nullable SectionPlan parent,
      int parentObject,
      @Nullable String group,
      RecordColumns record,
      Place place,
      Cleaning cleaning) {
    this.number = number;
    this.path = path;
    this.name = name;
    this.type = type;
    this.parent = parent;
    this.parentObject = parentObject;
    this.group = group;
    this.record = record;
    this.place = place;
    this.expression = place;
    this.cleaning = cleaning;
    this.uses = parent == null ? new ArrayList<>() : parent.uses;
    objects.add(new Section.Slot(null, 0));
    objectSlots.put("", 0);
  }

  void use(String canonicalPath, boolean written, Place at) {
    uses.add(new FieldUse(canonicalPath, written, at.file(), at.line()));
  }

  /** Makes this section one turn of repeated columns. */
  void repeat(RepeatedColumns columns, int index) {
    repeated = columns;
    turn = index;
  }

  /** What {@code {n}} is here; null outside of repeated columns. */
  @Nullable String turn() {
    if (repeated != null) {
      return repeated.turns().get(turn);
    }
    return group == null && parent != null ? parent.turn() : null;
  }

  /** The column of the record that a name stands for in this turn of repeated columns. */
  String real(String name) {
    List<String> columns = repeated == null ? null : repeated.columns().get(name);
    if (columns != null) {
      readAliases.add(name);
      return columns.get(turn);
    }
    return group == null && parent != null ? parent.real(name) : name;
  }

  /** Names of repeated columns that no field reads. */
  List<String> unreadRepeated() {
    return repeated == null
        ? List.of()
        : repeated.columns().keySet().stream().filter(name -> !readAliases.contains(name)).toList();
  }

  /** The slot of a column of this section's own record. */
  int column(String name, Place at) {
    String column = real(name);
    record.columns.putIfAbsent(column, at);
    return columnSlots.computeIfAbsent(column, k -> columnSlots.size());
  }

  /** Lets the turns of the same columns go over the records together: month by month of each. */
  private void turns(List<Section> sections) {
    for (int i = 0; i < lists.size(); ) {
      RepeatedColumns each = lists.get(i).repeated;
      int end = i + 1;
      while (each != null && end < lists.size() && lists.get(end).repeated == each) {
        end++;
      }
      if (end > i + 1) {
        sections.get(i).takeTurns(sections.subList(i, end));
      }
      i = end;
    }
  }

  private @Nullable SkippedTurn skipped() {
    RepeatedColumns each = repeated;
    if (each == null || each.skip() == RepeatedColumns.Skip.NONE) {
      return null;
    }
    int[] slots = each.columns().keySet().stream().mapToInt(name -> column(name, place)).toArray();
    return new SkippedTurn(slots, each.skip() == RepeatedColumns.Skip.ZERO, each.blanks());
  }

  int nextGuard() {
    return guards++;
  }

  int groupSlot(String groupName) {
    return groupSlots.computeIfAbsent(groupName, k -> groupSlots.size());
  }

  /** The slot of the object that holds a field; path "" is the element. */
  int object(String objectPath) {
    Integer slot = objectSlots.get(objectPath);
    if (slot != null) {
      return slot;
    }
    int dot = objectPath.lastIndexOf('.');
    int above = object(dot < 0 ? "" : objectPath.substring(0, dot));
    FieldType field = field(objectPath);
    if (field == null) {
      throw new IllegalArgumentException("no field " + objectPath + " in " + path);
    }
    objects.add(new Section.Slot(field, above));
    objectSlots.put(objectPath, objects.size() - 1);
    return objects.size() - 1;
  }

  /** The field at a dotted path below this section's element, not through another list. */
  @Nullable FieldType field(String dotted) {
    FieldType field = type;
    for (String part : dotted.split("\\.")) {
      if (field != type && field.kind() == FieldKind.LIST) {
        return null;
      }
      FieldType child = field.child(part);
      if (child == null) {
        return null;
      }
      field = child;
    }
    return field;
  }

  /** How many sections up the record above stands; -1 if there is none. */
  int levelsToRecordAbove() {
    int levels = 0;
    SectionPlan plan = this;
    while (plan.group == null) {
      if (plan.parent == null) {
        return -1;
      }
      plan = plan.parent;
      levels++;
    }
    return levels + 1;
  }

  SectionPlan up(int levels) {
    SectionPlan plan = this;
    for (int i = 0; i < levels && plan.parent != null; i++) {
      plan = plan.parent;
    }
    return plan;
  }

  int depth() {
    int depth = 0;
    for (SectionPlan plan = parent; plan != null; plan = plan.parent) {
      depth++;
    }
    return depth;
  }

  /**
   * Names an expression in this section may use.
   *
   * @param at place of the expression, where columns count as named first
   */
  CelScope scope(Place at) {
    expression = at;
    CelScope made = scope;
    if (made == null) {
      made = newScope();
      scope = made;
    }
    return made;
  }

  private CelScope newScope() {
    CelScope names = new CelScope();
    int levels = depth();
    for (FieldType child : type.children()) {
      names.field(child.name(), child, frame -> value(child.get(((Frame) frame).element())));
    }
    CelNode document = frame -> ((Frame) frame).up(levels).element();
    names.field(DOCUMENT, up(levels).type, document);
    names.record("source", column -> column(0, column)).realNames("source", this::real);
    int above = levelsToRecordAbove();
    if (above > 0) {
      names.record("parent", column -> column(above, column));
      names.realNames("parent", up(above)::real);
    }
    turnIn(names);
    if (!record.groups.isEmpty()) {
      names.record("count", this::count);
    }
    names.reading((fields, at) -> fields.forEach(field -> use(field, false, at)));
    return names.text("verb", frame -> ((Frame) frame).run.verb.name());
  }

  /** {@code n}: a number where all turns are numbers, else a text. */
  private void turnIn(CelScope names) {
    SectionPlan plan = this;
    while (plan.repeated == null && plan.group == null && plan.parent != null) {
      plan = plan.parent;
    }
    RepeatedColumns each = plan.repeated;
    if (each != null) {
      String text = each.turns().get(plan.turn);
      if (each.numbered()) {
        BigDecimal number = new BigDecimal(text);
        names.number("n", frame -> number);
      } else {
        names.text("n", frame -> text);
      }
    }
  }

  /** The number of records in a group. */
  private @Nullable CelNode count(String groupName) {
    RecordColumns below = record.groups.get(groupName);
    if (below == null) {
      return null;
    }
    below.counted = true;
    int slot = groupSlot(groupName);
    return frame -> BigDecimal.valueOf(((Frame) frame).group(slot).size());
  }

  private CelNode column(int levels, String name) {
    if (name.equals(ValueSource.ElementName.COLUMN)) {
      ValueSource element = new ValueSource.ElementName();
      return frame -> element.read(((Frame) frame).up(levels));
    }
    String turnText = name.equals(RepeatedColumns.TURN) ? up(levels).turn() : null;
    if (turnText != null) {
      return frame -> turnText;
    }
    int slot = up(levels).column(name, expression);
    if (!cleaning.none()) {
      return frame -> {
        Frame of = ((Frame) frame).up(levels);
        return value(cleaning.apply(of.column(slot), of.run));
      };
    }
    return levels == 0
        ? frame -> value(((Frame) frame).column(slot))
        : frame -> value(((Frame) frame).up(levels).column(slot));
  }

  private static @Nullable Object value(@Nullable Object raw) {
    if (raw instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    return raw instanceof Integer number ? BigDecimal.valueOf(number) : Text.clean(raw);
  }

  Section section(List<Step> early, List<Step> late, Findings findings) {
    SectionPlan above = parent;
    SkippedTurn skipped = skipped();
    int groupSlot = group == null || above == null ? -1 : above.groupSlot(group);
    List<Section> below = new ArrayList<>();
    for (SectionPlan list : lists) {
      List<Step> first = new ArrayList<>();
      List<Step> last = new ArrayList<>();
      StepOrder.sort(list, first, last, findings);
      StepOrder.checkGuards(list, StepOrder.lateNames(list, last), findings);
      below.add(list.section(first, last, findings));
    }
    turns(below);
    return new Section(
        number,
        path,
        name,
        parent == null ? null : type,
        parentObject,
        groupSlot,
        List.copyOf(columnSlots.keySet()),
        List.copyOf(groupSlots.keySet()),
        objects,
        where,
        skipped,
        repeated != null,
        guard,
        guards,
        early,
        below,
        late);
  }
}

package io.pipemill.hub.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A document type of a system. */
@Entity(name = "Flow")
@Table(name = "flow")
public class FlowRow {
  @Id public int id;
  public String system = "";
  public String document = "";
}

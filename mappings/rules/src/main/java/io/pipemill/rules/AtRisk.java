package io.pipemill.rules;
public record AtRisk(java.util.Map<String, java.math.BigDecimal> money, java.math.BigDecimal tonnes) {
  public static AtRisk of(io.pipemill.canonical.model.DocumentType t, Object d) { return new AtRisk(java.util.Map.of(), java.math.BigDecimal.ZERO); }
}

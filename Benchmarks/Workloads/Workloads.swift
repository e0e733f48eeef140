/// All workloads, in the order in which they are listed.
public enum Workloads {
  public static let quick: [any Workload] = [
    GemmWorkload<Double>(),
    GemmWorkload<Float>(),
    FactorizationWorkload(),
    SolveWorkload(rightHandSides: 1),
    SolveWorkload(rightHandSides: 64),
    InverseWorkload(),
    AggregationWorkload(),
  ]
}

/// All workloads, in the order in which they are listed.
public enum Workloads {
  public static let quick: [any Workload] = [
    GemmWorkload<Double>(),
    GemmWorkload<Float>(),
    FactorizationWorkload<Double>(),
    SolveWorkload(rightHandSides: 1),
    SolveWorkload(rightHandSides: 64),
    InverseWorkload(),
    AggregationWorkload(),
  ]

  /// Those of the suites standard and full.
  static let domain: [SuiteMember] = kernels + solvers + tables

  /// Those of them that are measured on the bundled table, too.
  static let bundled: [any Workload] = [
    SolveWorkload(rightHandSides: 1), SolverWorkload(.gth), SolverWorkload(.gmres), InverseWorkload(),
    ReadingWorkload(.folder, of: .bundled), ReadingWorkload(.csv, of: .bundled), EstimateWorkload(.bundled),
  ]

  private static let kernels: [SuiteMember] = [
    SuiteMember(GemmWorkload<Double>(), upTo: 10_000),
    SuiteMember(GemmWorkload<Float>(), upTo: 10_000),
    SuiteMember(FactorizationWorkload<Double>(), upTo: 20_000),
    SuiteMember(FactorizationWorkload<Float>(), upTo: 20_000),
    SuiteMember(TriangularSolveWorkload(rightHandSides: 64), upTo: 20_000),
    SuiteMember(InverseWorkload(), upTo: 10_000),
    SuiteMember(ProductWorkload<Double>(columns: 1)),
    SuiteMember(ProductWorkload<Double>(columns: 8)),
    SuiteMember(ProductWorkload<Double>(columns: 64)),
    SuiteMember(ProductWorkload<Double>(columns: 1, orientation: .transposed)),
    SuiteMember(ProductWorkload<Float>(columns: 1)),
    SuiteMember(ProductWorkload<Float>(columns: 8)),
    SuiteMember(SparseProductWorkload(columns: 1), on: .sparse, upTo: 2500),
    SuiteMember(SparseProductWorkload(columns: 8), on: .sparse, upTo: 2500),
    SuiteMember(SparseProductWorkload(columns: 64), on: .sparse, upTo: 2500),
  ]

  private static let solvers: [SuiteMember] = [
    SuiteMember(SolveWorkload(rightHandSides: 1)),
    SuiteMember(SolveWorkload(rightHandSides: 64)),
    SuiteMember(SolverWorkload(.lu, sides: .all), upTo: 1500),
    SuiteMember(SolverWorkload(.luMixed)),
    SuiteMember(SolverWorkload(.luMixed, sides: .count(64))),
    SuiteMember(SolverWorkload(.gmres)),
    SuiteMember(SolverWorkload(.gmres, sides: .count(64))),
    SuiteMember(SolverWorkload(.gaussSeidel)),
    SuiteMember(SolverWorkload(.bicgstab)),
    SuiteMember(SolverWorkload(.gth), upTo: 1500),
    SuiteMember(SolverWorkload(.gmres, storage: .compressedRows), on: .sparse, upTo: 2500),
    SuiteMember(SolverWorkload(.sparseLU, storage: .compressedRows), on: .sparse, upTo: 600),
    SuiteMember(SolverWorkload(.lu, sides: .count(64), orientation: .transposed), upTo: 20_000),
    SuiteMember(SolverWorkload(.gmres, orientation: .transposed)),
    SuiteMember(SolverWorkload(.gmres, sides: .count(64), orientation: .transposed)),
  ]

  private static let tables: [SuiteMember] = [
    SuiteMember(AggregationWorkload()),
    SuiteMember(GemmAggregationWorkload(), upTo: 10_000),
    SuiteMember(BalancingWorkload(.ras), upTo: 10_000),
    SuiteMember(BalancingWorkload(.gras), upTo: 2500),
    SuiteMember(ReadingWorkload(.folder), upTo: 5000),
    SuiteMember(ReadingWorkload(.csv), upTo: 1500),
    SuiteMember(UpdateWorkload(), upTo: 10_000),
    SuiteMember(ExtractionWorkload(), upTo: 10_000),
    SuiteMember(EstimateWorkload(), upTo: 5000),
  ]
}

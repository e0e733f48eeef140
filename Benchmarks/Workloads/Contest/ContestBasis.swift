import BenchmarkHarness
import Leontief

/// A cell and what must be reached on it.
struct ContestRow {
  let cell: ContestCell
  let requirements: [Requirement]
  /// Not run unless it is asked for.
  var isOnDemand = false
}

/// What the rows of every plan are made from: sizes, seed, instruction sets.
struct ContestBasis {
  let scale: Double
  let seed: UInt64
  let sets: InstructionSetNames
  /// Where problems in files are kept.
  let folder: String

  /// Sizes are scaled, but never to nothing.
  func size(_ n: Int) -> Int { max(16, Int((Double(n) * scale).rounded())) }

  /// The name of a compute roof.
  func peak(_ precision: String, _ set: InstructionSet?) -> String? { set.map { "peak-\(precision)-\($0.rawValue)" } }

  func row(
    _ id: String, _ kernel: String, _ n: Int, columns: Int = 1, folder: String? = nil, _ model: CostModel,
    _ contenders: [String?],
    roofs: [String?], bytes: Double, _ requirements: (String) -> [Requirement?]
  ) -> ContestRow {
    let cell = ContestCell(
      id: id, problem: ContestProblem(kernel: kernel, n: n, columns: columns, seed: seed, folder: folder), model: model,
      contenders: contenders.compactMap { $0 }, roofs: roofs.compactMap { $0 }, bytesNeeded: Int(min(bytes, 0x1p61)))
    return ContestRow(cell: cell, requirements: requirements(id).compactMap { $0 })
  }

  func square(_ n: Int) -> Double { Double(n) * Double(n) }

  /// The inverse, which is a kernel and a solver's answer: a row of both suites.
  var inverse: ContestRow {
    let n = size(4915)
    return row(
      "inverse-n\(n)", ContestProblem.inverse, n, InverseWorkload().model(sectors: n), [Contestants.swift, Contestants.numpy],
      roofs: [peak("f64", sets.best)], bytes: 32 * square(n)
    ) { id in
      [
        Requirement(
          Contestants.swift, on: id, .speed(over: Contestants.numpy), must: 1.8, aim: 2.3, bound: peak("f64", sets.best))
      ]
    }
  }
}

import BenchmarkHarness
import Leontief

/// The table of the suite `solvers`, in the order in which it is printed.
struct SolverPlan {
  private let basis: ContestBasis

  init(_ basis: ContestBasis) { self.basis = basis }

  private typealias Name = Contestants

  var rows: [ContestRow] { [oneSide, manySides, basis.inverse, sparse, mapped] }

  /// Memory of a contender: A, the copy that a run takes over, half as much in single precision or I − A and its factors.
  private func bytes(_ n: Int) -> Double { 26 * basis.square(n) }

  /// A is read once at least: that is the roof.
  private var oneSide: ContestRow {
    let n = basis.size(9800)
    let model = CostModel(flops: 2 * basis.square(n), bytesMin: 8 * basis.square(n) + 16 * Double(n), roof: .memory)
    return basis.row(
      "solve-m1-n\(n)", ContestProblem.solve, n, model, [Name.swift, Name.numpy], roofs: ["read"], bytes: bytes(n)
    ) { id in
      [
        Requirement(Name.swift, on: id, .speed(over: Name.numpy), must: 20, aim: 40),
        Requirement(Name.swift, on: id, .readings(atRoof: "read"), must: 1 / 12.0, aim: 1 / 6.0),
      ]
    }
  }

  /// The flops are those of an elimination, whatever is done instead.
  private var manySides: ContestRow {
    let n = basis.size(9800)
    return basis.row(
      "solve-m64-n\(n)", ContestProblem.solve, n, columns: 64, SolveWorkload(rightHandSides: 64).model(sectors: n),
      [Name.swift, Name.numpy], roofs: [], bytes: bytes(n)
    ) { id in [Requirement(Name.swift, on: id, .speed(over: Name.numpy), must: 6, aim: 12)] }
  }

  /// As full as the table of 2011 of the World Input-Output Database, which has as many regions and sectors.
  static let fullness = 0.2

  private var sparse: ContestRow {
    let n = basis.size(1435)
    let nonZeros = Self.fullness * basis.square(n)
    let model = CostModel(flops: 2 * nonZeros, bytesMin: 12 * nonZeros + 24 * Double(n), roof: .memory)
    return basis.row(
      "solve-sparse-n\(n)", ContestProblem.solveSparse, n, model, [Name.swift, Name.scipy], roofs: [], bytes: bytes(n)
    ) { id in [Requirement(Name.swift, on: id, .speed(over: Name.scipy), must: 20, aim: 50)] }
  }

  /// A table larger than memory may be: on demand, since it is written to disk first (12.4 GB).
  private var mapped: ContestRow {
    let n = basis.size(39_360)
    let model = CostModel(flops: 2 * basis.square(n), bytesMin: 8 * basis.square(n) + 16 * Double(n), roof: .memory)
    var row = basis.row(
      "solve-mapped-n\(n)", ContestProblem.solveMapped, n, folder: basis.folder, model, [Name.swift], roofs: [],
      bytes: 4.5 * basis.square(n)
    ) { id in
      [
        Requirement(Name.swift, on: id, .limit(.seconds(90)), must: 1, aim: 3),
        Requirement(Name.swift, on: id, .limit(.anonymousBytes(0x1p34)), must: 1),
        Requirement(Name.swift, on: id, .limit(.diskReadings(2)), must: 1),
        Requirement(Name.swift, on: id, .limit(.readingsBesideSolve(2)), must: 1),
      ]
    }
    row.isOnDemand = true
    return row
  }
}

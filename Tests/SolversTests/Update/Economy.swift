import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport

/// Small economies for tests of changes: the coefficients as rows of numbers, beside the objects made of them.
struct Economy {
  var rows: [[Double]]
  let sectors: SectorIndex

  /// `regions` of equal size; sectors are R0/s0, R0/s1, …
  init(_ rows: [[Double]], regions: Int = 1) throws {
    self.rows = rows
    let size = max(1, rows.count / regions)
    sectors = try SectorIndex(
      rows.indices.map { SectorLabel(region: "R\($0 / size)", code: "s\($0 % size)", name: "Sector \($0)") })
  }

  /// Coefficients that are multiples of 1/1024 and non-negative, with columns that sum to less than one: products with
  /// small whole numbers are exact in any order.
  static func dyadic(_ n: Int, seed: UInt64, regions: Int = 1) throws -> Economy {
    let raw = [[Double]].random(n, n, seed: seed)
    let most = (900 / Double(max(n, 1))).rounded(.down)
    return try Economy(raw.map { $0.map { ((($0 + 1) / 2) * most).rounded(.down) / 1024 } }, regions: regions)
  }

  var count: Int { rows.count }
  var coefficients: CoefficientMatrix {
    get throws { try CoefficientMatrix(sectors: sectors, values: Matrix(rows), on: TestEngines.swift) }
  }
  var noChange: CoefficientChange { CoefficientChange(of: sectors) }

  func prepare(_ engine: Engine) throws -> any PreparedSystem { try DenseLUSolver().prepare(coefficients, on: engine) }

  /// The exact answer of (I − A) x = y or its transpose; nil when singular.
  func exact(_ y: [Double], _ orientation: Orientation = .output) -> [Double]? {
    let system = rows.indices.map { i in
      rows.indices.map { j in
        let element = orientation == .output ? rows[i][j] : rows[j][i]
        return Rational(i == j ? 1 : 0) - Rational(exactly: element)
      }
    }
    return RationalElimination.solve(system, y.map { [Rational(exactly: $0)] })?.map { $0[0].approximation }
  }

  /// The same economy with some coefficients changed, by plain assignment.
  func changed(_ change: (inout [[Double]]) -> Void) -> Economy {
    var other = self
    change(&other.rows)
    return other
  }

  func extracted(_ extracted: [Int], _ variant: ExtractionVariant, keeping: Bool = false) -> Economy {
    changed { rows in
      for i in rows.indices {
        for j in rows.indices {
          let isTaken =
            (variant != .backward && extracted.contains(i)) || (variant != .forward && extracted.contains(j))
          if isTaken, !(keeping && extracted.contains(i) && extracted.contains(j)) { rows[i][j] = 0 }
        }
      }
    }
  }
}

extension Matrix<Double> {
  /// The elements row by row.
  var nested: [[Double]] {
    var result: [[Double]] = []
    for i in 0..<rows {
      var row: [Double] = []
      for j in 0..<columns { row.append(self[i, j]) }
      result.append(row)
    }
    return result
  }
}

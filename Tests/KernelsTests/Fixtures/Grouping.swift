import MatrixCore
import TestSupport

/// Sources of random places that go to targets of the sizes given, and some that go nowhere.
struct Grouping {
  let sources: Int
  let sizes: [Int]
  let entries: [(row: Int, column: Int, value: Double)]
  let lost: [Int]

  /// With weights each source has one of 1, 2 and 3, otherwise 1.
  init(_ sizes: [Int], lost: Int = 0, isWeighted: Bool = false, seed: UInt64) {
    var numbers = SeededNumbers(seed)
    var places = [Int](0..<sizes.reduce(lost, +))
    places.shuffle(using: &numbers)
    sources = places.count
    self.sizes = sizes
    var entries: [(row: Int, column: Int, value: Double)] = []
    for (target, size) in sizes.enumerated() {
      for _ in 0..<size {
        entries.append((target, places.removeLast(), isWeighted ? Double(1 + numbers.next() % 3) : 1))
      }
    }
    self.entries = entries
    self.lost = places
  }

  func matrix<Scalar: MatrixScalar>(_: Scalar.Type) -> SparseMatrix<Scalar> {
    SparseMatrix(rows: sizes.count, columns: sources, entries: entries.map { ($0.row, $0.column, Scalar($0.value)) })
  }

  /// Small integers, whose weighted sums are exact in single precision too; NaN in the rows and columns that go nowhere.
  static func integers(_ rows: Grouping, _ columns: Grouping, seed: UInt64) -> [[Double]] {
    var z = [[Double]].random(rows.sources, columns.sources, seed: seed).map { $0.map { ($0 * 32).rounded() } }
    for i in rows.lost { z[i] = [Double](repeating: .nan, count: columns.sources) }
    for j in columns.lost { for i in z.indices { z[i][j] = .nan } }
    return z
  }

  /// Rows Z Columnsᵀ entry by entry.
  static func aggregate(_ rows: Grouping, _ z: [[Double]], _ columns: Grouping) -> [[Double]] {
    var c = [[Double]](repeating: [Double](repeating: 0, count: columns.sizes.count), count: rows.sizes.count)
    for r in rows.entries { for k in columns.entries { c[r.row][k.row] += r.value * z[r.column][k.column] * k.value } }
    return c
  }
}

import BenchmarkHarness
import Leontief

/// Measures C = A X against sums in twice the precision, on a sample of columns.
struct ProductCheck {
  private let sample: ColumnSample
  private var worst = 0.0

  /// `x` and `answer` are column-major and not negative, as is A.
  init(_ x: borrowing Matrix<Double>, _ answer: borrowing Matrix<Double>) { sample = ColumnSample(x, answer, seed: 0) }

  /// The largest |c − Σ a x| over eps Σ |a x|: any order of summation keeps it under n. Cost: a pass over A a column.
  mutating func checks<Stored: MatrixScalar>(_ a: borrowing Matrix<Stored>, _ orientation: Orientation) -> [AnswerCheck] {
    for (x, c) in sample.pairs {
      var product = MeasuredLines(count: c.count)
      let view = a.view
      for i in 0..<a.rows {
        let row = view.row(i)
        for j in row.indices {
          let (target, source) = orientation == .output ? (i, j) : (j, i)
          product.add(Double(row[j]), times: x[source], to: target)
        }
      }
      add(product, c)
    }
    return check(terms: orientation == .output ? a.columns : a.rows)
  }

  /// The same of a matrix in compressed rows.
  mutating func checks(_ a: SparseMatrix<Double>) -> [AnswerCheck] {
    for (x, c) in sample.pairs {
      var product = MeasuredLines(count: c.count)
      for i in 0..<a.rows {
        for position in a.rowStarts[i]..<a.rowStarts[i + 1] {
          product.add(a.values[position], times: x[Int(a.columnIndices[position])], to: i)
        }
      }
      add(product, c)
    }
    return check(terms: a.columns)
  }

  private mutating func add(_ product: consuming MeasuredLines, _ c: [Double]) {
    product.subtract(c, isData: false)
    worst = LinearSystemCheck.larger(worst, product.worst / .ulpOfOne)
  }

  private func check(terms n: Int) -> [AnswerCheck] {
    [AnswerCheck("componentwise_error_eps", worst, atMost: Double(n + 1))]
  }
}

import BenchmarkHarness
import Leontief

extension Matrix {
  /// Whole numbers in −bound … bound. Errors: `AllocationError`.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  static func wholeNumbers(
    rows: Int, columns: Int, layout: Layout = .rowMajor, bound: Int, _ generator: inout SplitMix64
  ) throws(AllocationError) -> Matrix {
    var matrix = try Matrix(rows: rows, columns: columns, layout: layout)
    var elements = matrix.mutableElements
    for k in elements.indices { elements[k] = Scalar(generator.next(in: -bound...bound)) }
    return matrix
  }

  /// The product with a vector modulo 2⁶⁴; nil when an element is not a whole number.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  borrowing func wrappingProduct(_ x: [Int64]) -> [Int64]? {
    var result = [Int64](repeating: 0, count: rows)
    let view = view
    let isByRows = layout == .rowMajor
    for outer in 0..<(isByRows ? rows : columns) {
      let line = isByRows ? view.row(outer) : view.column(outer)
      var sum: Int64 = 0
      for inner in line.indices {
        guard let value = Int64(exactly: line[inner]) else { return nil }
        if isByRows { sum &+= value &* x[inner] } else { result[inner] &+= value &* x[outer] }
      }
      if isByRows { result[outer] = sum }
    }
    return result
  }
}

import MatrixCore
import Testing

@Suite("The first element that is not a number")
struct NonFiniteTests {
  static let layouts = [Layout.rowMajor, .columnMajor]
  /// Rows are scanned eight elements at a time: below, at and above one and two such steps.
  static let widths = [1, 7, 8, 9, 15, 16, 17]

  @Test("found at every position", arguments: widths, layouts)
  func everyPosition(width: Int, layout: Layout) throws {
    for value in [Double.nan, .infinity, -.infinity] {
      for k in 0..<3 * width {
        var matrix = try Matrix<Double>(rows: 3, columns: width, layout: layout)
        matrix[k / width, k % width] = value
        let found = matrix.view.firstNonFinite()
        #expect(found?.row == k / width)
        #expect(found?.column == k % width)
      }
    }
  }

  @Test("of two the earlier in row order, whatever the layout", arguments: layouts)
  func earlier(layout: Layout) throws {
    var matrix = try Matrix<Float>(rows: 9, columns: 9, layout: layout)
    matrix[6, 1] = .nan
    matrix[2, 8] = .infinity
    matrix[2, 7] = -.infinity  // infinities of both signs in one row must not cancel
    let found = matrix.view.firstNonFinite()
    #expect(found?.row == 2)
    #expect(found?.column == 7)
  }

  @Test("the largest, smallest and negative zero are finite", arguments: widths, layouts)
  func finite(width: Int, layout: Layout) throws {
    let extremes = [Double.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0]
    var matrix = try Matrix<Double>(rows: 2, columns: width, layout: layout)
    for j in 0..<width { matrix[1, j] = extremes[j % 4] }
    #expect(matrix.view.firstNonFinite() == nil)
  }

  @Test("what lies outside the window does not count", arguments: layouts)
  func window(layout: Layout) throws {
    var matrix = try Matrix<Double>(rows: 12, columns: 12, layout: layout)
    var view = matrix.mutableView
    view.fill(.nan)
    var inner = view.window(rows: 1..<11, columns: 1..<11)
    inner.fill(1)
    #expect(matrix.view.window(rows: 1..<11, columns: 1..<11).firstNonFinite() == nil)
    let found = matrix.view.window(rows: 1..<12, columns: 1..<11).firstNonFinite()
    #expect(found?.row == 10)
    #expect(found?.column == 0)
  }
}

import MatrixCore
import Testing

@Suite("Views: windows, transposes, spans")
struct MatrixViewTests {
  static let layouts = [Layout.rowMajor, .columnMajor]

  @Test("a window of a window, and its transpose", arguments: layouts)
  func windows(layout: Layout) throws {
    let matrix = try numbered(rows: 6, columns: 8, layout: layout)
    let inner = matrix.view.window(rows: 1..<6, columns: 2..<7).window(rows: 2..<4, columns: 1..<4)
    #expect(contents(inner) == [[3003, 3004, 3005], [4003, 4004, 4005]])
    #expect(contents(inner.transposed) == [[3003, 4003], [3004, 4004], [3005, 4005]])
    #expect(contents(inner.transposed.transposed) == contents(inner))
  }

  @Test("empty windows, also at the far corner", arguments: layouts)
  func emptyWindows(layout: Layout) throws {
    let matrix = try numbered(rows: 3, columns: 4, layout: layout)
    let corner = matrix.view.window(rows: 3..<3, columns: 4..<4)
    let noRows = matrix.view.window(rows: 1..<1, columns: 0..<4)
    let noColumns = matrix.view.window(rows: 0..<3, columns: 4..<4)
    #expect((corner.rows, corner.columns) == (0, 0))
    #expect(noRows.columnSums() == [0, 0, 0, 0])
    #expect(noColumns.rowSums() == [0, 0, 0])
  }

  @Test("rows of row-major and columns of column-major matrices are spans")
  func spans() throws {
    let byRow = try numbered(rows: 3, columns: 4, layout: .rowMajor)
    let byColumn = try numbered(rows: 3, columns: 4, layout: .columnMajor)
    let window = byRow.view.window(rows: 1..<3, columns: 1..<3)
    #expect(array(byRow.view.row(2)) == [2000, 2001, 2002, 2003])
    #expect(array(byColumn.view.column(3)) == [3, 1003, 2003])
    #expect(array(window.row(1)) == [2001, 2002])
    #expect(array(window.transposed.column(0)) == [1001, 1002])
  }

  @Test("a matrix of one column has row spans in any layout", arguments: layouts)
  func thinSpans(layout: Layout) throws {
    let matrix = try numbered(rows: 3, columns: 1, layout: layout)
    #expect(array(matrix.view.row(2)) == [2000])
    #expect(array(matrix.view.column(0)) == [0, 1000, 2000])
  }

  @Test("writing through row and column spans and a transposed window")
  func mutableSpans() throws {
    var byRow = try Matrix<Double>(rows: 2, columns: 3)
    var rowView = byRow.mutableView
    var row = rowView.row(1)
    row[2] = 5
    var byColumn = try Matrix<Double>(rows: 2, columns: 3, layout: .columnMajor)
    var columnView = byColumn.mutableView
    var column = columnView.column(1)
    column[1] = 7
    var turned = columnView.transposed
    var corner = turned.window(rows: 2..<3, columns: 0..<1)
    corner[0, 0] = 9
    #expect(contents(byRow.view) == [[0, 0, 0], [0, 0, 5]])
    #expect(contents(byColumn.view) == [[0, 0, 9], [0, 7, 0]])
  }

  @Test("the layout a view reports is the one its spans need")
  func reportedLayout() throws {
    let byRow = try numbered(rows: 3, columns: 4, layout: .rowMajor)
    let byColumn = try numbered(rows: 3, columns: 4, layout: .columnMajor)
    let strided = MatrixView(base: byRow.view.base, rows: 2, columns: 2, rowStride: 4, columnStride: 2, owner: byRow)
    #expect(byRow.view.layout == .rowMajor)
    #expect(byRow.view.transposed.layout == .columnMajor)
    #expect(byColumn.view.layout == .columnMajor)
    #expect(strided.layout == nil)
    #expect(contents(strided) == [[0, 2], [1000, 1002]])
  }

  @Test("a vector seen as a column", arguments: [0, 1, 5])
  func vectorAsColumn(count: Int) {
    let vector = (0..<count).map { Double($0) + 0.5 }
    let view = MatrixView(column: vector.span)
    #expect((view.rows, view.columns) == (count, 1))
    #expect(contents(view) == vector.map { [$0] })
    #expect(view.columnSums() == [vector.reduce(0, +)])
  }

  @Test("fill reaches the window only", arguments: layouts)
  func fill(layout: Layout) throws {
    var matrix = try Matrix<Double>(rows: 3, columns: 3, layout: layout)
    var view = matrix.mutableView
    var window = view.window(rows: 1..<2, columns: 0..<2)
    window.fill(4)
    #expect(contents(matrix.view) == [[0, 0, 0], [4, 4, 0], [0, 0, 0]])
  }

  @Test("a window or a span that the view does not have stops the program")
  func outside() async {
    await #expect(processExitsWith: .failure) {
      let matrix = try Matrix<Double>(rows: 3, columns: 3)
      print(matrix.view.window(rows: 1..<4, columns: 0..<1).rows)
    }
    await #expect(processExitsWith: .failure) {
      let matrix = try Matrix<Double>(rows: 3, columns: 3)
      print(matrix.view.column(0).count)
    }
  }
}

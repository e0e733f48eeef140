import MatrixCore
import Testing

@Suite("Matrix: shapes, storage, memory")
struct MatrixTests {
  @Test("a new matrix is zero, below and above the size that comes as pages", arguments: [(3, 5), (64, 64), (400, 500)])
  func zeroFilled(rows: Int, columns: Int) throws {
    let matrix = try Matrix<Double>(rows: rows, columns: columns)
    let sum = matrix.elements.compensatedSum()
    #expect((matrix.rows, matrix.columns, matrix.count) == (rows, columns, rows * columns))
    #expect(sum == 0)
    #expect(matrix.view.firstNonFinite() == nil)
  }

  @Test("memory begins on a cache line", arguments: [1, 7, 64, 1000, 200_000])
  func alignment(count: Int) throws {
    let small = try Matrix<Float>(rows: 1, columns: count)
    let wide = try Matrix<Double>(rows: count, columns: 1, layout: .columnMajor)
    #expect(address(small) % 64 == 0)
    #expect(address(wide) % 64 == 0)
  }

  @Test("storage order follows the layout")
  func storageOrder() throws {
    let rows: [[Double]] = [[1, 2, 3], [4, 5, 6]]
    let byRow = inStorageOrder(try Matrix(rows))
    let byColumn = inStorageOrder(try Matrix(rows, layout: .columnMajor))
    #expect(byRow == [1, 2, 3, 4, 5, 6])
    #expect(byColumn == [1, 4, 2, 5, 3, 6])
  }

  @Test("the transpose moves nothing: same storage, other shape and layout")
  func consumingTranspose() throws {
    let matrix = try Matrix<Double>([[1, 2, 3], [4, 5, 6]])
    let before = address(matrix)
    let transposed = matrix.transposed()
    #expect((transposed.rows, transposed.columns, transposed.layout) == (3, 2, .columnMajor))
    #expect(address(transposed) == before)
    #expect(contents(transposed.view) == [[1, 4], [2, 5], [3, 6]])
    #expect(inStorageOrder(transposed) == [1, 2, 3, 4, 5, 6])
  }

  @Test("writing through the subscript, the span and the view reaches the same elements")
  func writing() throws {
    var matrix = try Matrix<Double>(rows: 2, columns: 3, layout: .columnMajor)
    matrix[0, 2] = 1
    matrix[1, 0] += 2
    var elements = matrix.mutableElements
    elements[3] = 4  // column 1, row 1
    var view = matrix.mutableView
    view[0, 0] = 8
    #expect(contents(matrix.view) == [[8, 0, 1], [2, 4, 0]])
  }

  @Test("a column from a vector")
  func column() throws {
    let column = try Matrix<Double>(column: [1, 2, 3])
    #expect(contents(column.view) == [[1], [2], [3]])
  }

  @Test("empty shapes exist in every form", arguments: [(0, 0), (0, 5), (5, 0)], [Layout.rowMajor, .columnMajor])
  func emptyShapes(shape: (Int, Int), layout: Layout) throws {
    let matrix = try Matrix<Double>(rows: shape.0, columns: shape.1, layout: layout)
    let copy = try Matrix(copying: matrix.view, layout: layout.transposed)
    #expect((copy.rows, copy.columns, copy.count) == (shape.0, shape.1, 0))
    #expect(matrix.elements.count == 0)
    #expect(matrix.view.rowSums() == [Double](repeating: 0, count: shape.0))
    #expect(matrix.view.columnSums() == [Double](repeating: 0, count: shape.1))
    #expect(matrix.view.firstNonFinite() == nil)
  }

  @Test("rows of unequal length stop the program")
  func ragged() async {
    await #expect(processExitsWith: .failure) { _ = try Matrix<Double>([[1, 2], [3]]) }
  }

  @Test("an index outside stops the program, in release too")
  func indexOutside() async {
    await #expect(processExitsWith: .failure) {
      let matrix = try Matrix<Double>(rows: 2, columns: 3)
      print(matrix[0, 3])  // inside the memory, outside the row
    }
    await #expect(processExitsWith: .failure) {
      var matrix = try Matrix<Double>(rows: 2, columns: 3)
      matrix[-1, 0] = 1
      print(matrix.count)
    }
  }
}

import MatrixCore
import Testing

@Suite("Copies between layouts")
struct MatrixCopyTests {
  /// The copy works in blocks of 32: below, at and above one and two blocks.
  static let sizes = [1, 2, 31, 32, 33, 63, 64, 65]

  @Test("every element arrives, from each layout to each", arguments: sizes, sizes)
  func layouts(rows: Int, columns: Int) throws {
    for from in [Layout.rowMajor, .columnMajor] {
      let source = try numbered(rows: rows, columns: columns, layout: from)
      for to in [Layout.rowMajor, .columnMajor] {
        let copy = try Matrix(copying: source.view, layout: to)
        #expect(copy.layout == to)
        #expect(contents(copy.view) == contents(source.view))
        let turned = try Matrix(copying: source.view.transposed, layout: to)
        #expect((turned.rows, turned.columns) == (columns, rows))
        #expect(contents(turned.view.transposed) == contents(source.view))
      }
    }
  }

  @Test("a copy into a window leaves what is around it alone", arguments: [Layout.rowMajor, .columnMajor])
  func intoWindow(layout: Layout) throws {
    let source = try numbered(rows: 33, columns: 40, layout: .rowMajor)
    var target = try Matrix<Double>(rows: 36, columns: 44, layout: layout)
    var whole = target.mutableView
    whole.fill(-1)
    var window = whole.window(rows: 1..<34, columns: 3..<43)
    window.copy(source.view)
    for i in 0..<36 {
      for j in 0..<44 {
        let isInside = (1..<34).contains(i) && (3..<43).contains(j)
        #expect(target[i, j] == (isInside ? source[i - 1, j - 3] : -1))
      }
    }
  }

  @Test("shapes that disagree stop the program")
  func disagreeingShapes() async {
    await #expect(processExitsWith: .failure) {
      let source = try Matrix<Double>(rows: 2, columns: 3)
      var target = try Matrix<Double>(rows: 3, columns: 2)
      var view = target.mutableView
      view.copy(source.view)
    }
  }
}

import Kernels
import Testing

/// The cases of `auto` and the edges between classes.
@Suite struct AutoCaseTests {
  @Test func everyCaseIsThereOnce() {
    #expect(AutoCase.all.count == 36 && Set(AutoCase.all).count == 36)
    #expect(Set(AutoCase.all.map(\.description)).count == 36)
    for auto in AutoCase.all {
      let selection = AutoSelection(reason: "") { $0 == auto ? .swift : .library }
      #expect(selection.cases(of: .swift) == [auto] && selection.cases(of: .library).count == 35)
    }
  }

  @Test(arguments: [
    (0, SizeClass.small), (1, .small), (127, .small), (128, .medium), (639, .medium), (640, .large), (40_000, .large),
    (.max, .large),
  ])
  func classesOfOneDimension(_ n: Int, _ size: SizeClass) {
    #expect(SizeClass(meanOf: n) == size)
    #expect(SizeClass(meanOf: n, n) == size)
    #expect(SizeClass(meanOf: n, n, n) == size)
  }

  /// The geometric mean decides, not the largest dimension.
  @Test func classesOfSeveralDimensions() {
    #expect(SizeClass(meanOf: 256, 64) == .medium && SizeClass(meanOf: 256, 63) == .small)
    #expect(SizeClass(meanOf: 64, 128, 256) == .medium && SizeClass(meanOf: 64, 128, 255) == .small)
    #expect(SizeClass(meanOf: 1280, 320) == .large && SizeClass(meanOf: 1279, 320) == .medium)
    #expect(SizeClass(meanOf: 40_000, 40_000, 0) == .small)
  }

  @Test func measuredOrdersLieInTheirClass() {
    for size in SizeClass.allCases { #expect(SizeClass(meanOf: size.measuredOrder) == size) }
  }

  @Test func narrowProducts() {
    #expect(AutoOperation.product(65, 65, 65) == (.multiply, .small))
    #expect(AutoOperation.product(65, 10_000, 10_000) == (.multiply, .large))
    // The matrix that is read once decides, wherever it stands.
    for (m, n, k) in [(64, 700, 700), (700, 1, 700), (700, 700, 8)] {
      #expect(AutoOperation.product(m, n, k) == (.multiplyNarrow, .large))
    }
    #expect(AutoOperation.product(300, 300, 64) == (.multiplyNarrow, .medium))
    #expect(AutoOperation.product(0, 0, 0) == (.multiplyNarrow, .small))
  }
}

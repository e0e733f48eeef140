import MatrixCore
import TableFormats
import Testing

@Suite struct ReadOptionsTests {
  /// Whose threads check a table changes nothing that is read.
  @Test func optionsAreEqualWhateverTheyRunOn() {
    let backwards = ParallelLoop { turns, turn in
      for k in (0..<turns).reversed() { turn(k) }
    }
    #expect(ReadOptions(loop: backwards) == ReadOptions())
    #expect(ReadOptions(memoryLimit: 1) != ReadOptions())
    #expect(ReadOptions(negativeOutput: .allowed) != ReadOptions())
    #expect(ReadOptions(imbalance: .allowed) != ReadOptions())
  }
}

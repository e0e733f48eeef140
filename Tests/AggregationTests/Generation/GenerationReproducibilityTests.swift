import Aggregation
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

/// The same seed makes the same bits, whoever makes them.
@Suite struct GenerationReproducibilityTests {
  private func bits(_ generator: TableGenerator, on engine: Engine = TestEngines.swift) throws -> [UInt64] {
    try generator.generate(ReferenceTables.smallMultiRegional(), on: engine).transactionBits()
  }

  /// Made by a program in another language (Python, whose numbers are the same doubles) from the definition: SplitMix64, products
  /// of uniform numbers for sizes, tiles of four for noise. The FNV-1a hash runs over the 400 cells as 64-bit numbers.
  @Test func recordedBits() throws {
    let cells = try bits(TableGenerator(.sectors(20), seed: 7, noise: 0.25, homeBias: 0.75))
    #expect(cells[0] == (0x1.98d22eecd36f0p+1).bitPattern)
    #expect(cells[1] == (0x1.978aa701b197cp+0).bitPattern)
    #expect(cells[2] == (0x1.40efc9d15acb2p-2).bitPattern)
    #expect(cells[21] == (0x1.5562e9ab294fdp-1).bitPattern)
    #expect(cells[5 * 20 + 19] == (0x1.500fd3981bf70p-4).bitPattern)
    let hash = cells.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ $1) &* 0x100_0000_01B3 }
    #expect(hash == 0x8EEA_2222_57DA_7F24)
  }

  @Test func everySeedIsAnother() throws {
    let tables = try [0, 1, 2, .max].map { try bits(TableGenerator(.subregions(3), seed: $0)) }
    for a in tables.indices {
      #expect(try bits(TableGenerator(.subregions(3), seed: [0, 1, 2, .max][a])) == tables[a])
      for b in 0..<a {
        // Zeros are zero in both; of the other cells not one in fifty agrees.
        let same = zip(tables[a], tables[b]).count { $0 == $1 && $0 != 0 }
        #expect(same < 5, "\(same)")
      }
    }
  }

  @Test(arguments: TestEngines.all) func enginesAndThreadsMakeTheSame(_ test: TestEngine) throws {
    let generator = TableGenerator(.sectors(600), seed: 5)
    let one = try bits(generator, on: Engine.select(.swift, threads: 1))
    #expect(try bits(generator, on: test.engine) == one)
    #expect(try bits(generator, on: Engine.select(.swift, threads: 7)) == one)
  }

  /// 2100 rows are made in two goes.
  @Test func aMappedFileHoldsTheSame() throws {
    let folder = try TemporaryFolder()
    let source = try ReferenceTables.smallMultiRegional()
    let generator = TableGenerator(.sectors(2100), seed: 8)
    let progress = RecordedProgress()
    let inMemory = try generator.generate(source, on: TestEngines.swift, monitor: progress.monitor)
    #expect(progress.isRising && progress.fractions.first == 0 && progress.fractions.last == 1)
    #expect(progress.fractions.count == 3)
    let path = folder.file("Z.npy")
    let mapped = try generator.generate(
      source, into: Matrix.npy(creating: path, rows: 2100, columns: 2100), on: TestEngines.swift)
    let stored = try Matrix<Double>.npy(path)
    for i in 0..<2100 {
      let (memory, file) = (inMemory.transactions.view.row(i), stored.view.row(i))
      #expect((0..<2100).allSatisfy { memory[$0].bitPattern == file[$0].bitPattern })
    }
    #expect(mapped.output == inMemory.output && mapped.sectors == inMemory.sectors)
    #expect(mapped.transactions.allocatedBytes == 0)
  }

  @Test func theOrderOfStorageDoesNotMatter() throws {
    var source = try ReferenceTables.smallMultiRegional()
    let columns = try Matrix(copying: source.transactions.view, layout: .columnMajor)
    source.transactions = columns
    let found = try TableGenerator(.sectors(20)).generate(source, on: TestEngines.swift).transactionBits()
    #expect(try found == bits(TableGenerator(.sectors(20))))
  }
}

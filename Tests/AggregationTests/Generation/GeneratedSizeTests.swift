import Aggregation
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

/// How many sectors come out, and how they are named.
@Suite struct GeneratedSizeTests {
  private func table(_ regions: [(name: String, outputs: [Double])]) throws -> InputOutputTable {
    let labels = regions.flatMap { region in
      region.outputs.indices.map { SectorLabel(region: region.name, code: "s\($0)", name: "sector \($0)") }
    }
    let output = regions.flatMap(\.outputs)
    let n = output.count
    return try InputOutputTable(
      sectors: SectorIndex(labels), transactions: Matrix(rows: n, columns: n),
      demand: [DemandCategory(region: "ALL", category: "demand")], finalDemand: Matrix(column: output), output: output,
      valueAdded: output)
  }

  @Test func everyNumberFromTheSourceOnIsReached() throws {
    for n in 6...40 {
      let result = try TableGenerator(.sectors(n)).generate(ReferenceTables.smallMultiRegional(), on: TestEngines.swift)
      #expect(result.sectorCount == n)
      #expect(Set(result.sectors.labels.map(\.qualifiedCode)).count == n)
    }
  }

  @Test func largestRegionsAndSectorsGetTheRest() throws {
    let source = try table([("A", [1, 2, 3]), ("B", [40, 60, 50]), ("C", [30])])
    // Seven sectors each, then B (3) and C (1), and of A the two largest.
    let result = try TableGenerator(.sectors(7 + 3 + 1 + 2)).generate(source, on: TestEngines.swift)
    #expect(
      result.sectors.labels.map(\.qualifiedCode) == [
        "A.01/s0", "A.01/s1", "A.01/s2", "A.02/s1", "A.02/s2", "B.01/s0", "B.01/s1", "B.01/s2", "B.02/s0", "B.02/s1", "B.02/s2",
        "C.01/s0", "C.02/s0",
      ])
    let output = result.output ?? []
    #expect(output[0] == 1 && output[1] < 2 && output[4] < 3)
    // The first of a region's parts is the largest, but for the noise of single sectors.
    #expect(output[11] >= output[12] * 0.8)
  }

  @Test func regionsThatAreScatteredAreGathered() throws {
    let labels = ["A", "B", "A"].enumerated().map { SectorLabel(region: $1, code: "\($0)", name: "") }
    let source = try InputOutputTable(
      sectors: SectorIndex(labels), transactions: Matrix([[1, 2, 3], [4, 5, 6], [7, 8, 9]]),
      demand: [DemandCategory(region: "ALL", category: "demand")], finalDemand: Matrix([[94], [85], [76]]),
      output: [100, 100, 100], valueAdded: [88, 85, 82])
    let result = try TableGenerator(.subregions(1)).generate(source, on: TestEngines.swift)
    #expect(result.sectors.labels.map(\.qualifiedCode) == ["A.01/0", "A.01/2", "B.01/1"])
    // One sub-region changes nothing but the order.
    let order = [0, 2, 1]
    for i in 0..<3 {
      for j in 0..<3 { #expect(result.transactions[i, j] == source.transactions[order[i], order[j]]) }
    }
    #expect(result.valueAdded == [88, 82, 85])
  }

  @Test func namesStayApart() throws {
    // A.01 is a region of the source; its parts are no parts of A.
    let result = try TableGenerator(.subregions(120)).generate(
      table([("A", [1]), ("A.001", [1]), ("A.0", [1])]), on: TestEngines.swift)
    let labels = Set(result.sectors.labels.map(\.qualifiedCode))
    #expect(labels.count == 360 && labels.isSuperset(of: ["A.001/s0", "A.120/s0", "A.001.001/s0", "A.0.007/s0"]))
  }

  @Test(arguments: [
    (TableGenerator.Size.sectors(5), "a table of 6 sectors cannot be split into 5; ask for 6 or more"),
    (.sectors(0), "a table of 6 sectors cannot be split into 0; ask for 6 or more"),
    (.sectors(-3), "a table of 6 sectors cannot be split into -3; ask for 6 or more"),
    (.sectors(.max), "more than 1048576 sectors are not generated; ask for fewer"),
    (.subregions(0), "a region is split into 1 or more sub-regions, not 0"),
    (.subregions(-1), "a region is split into 1 or more sub-regions, not -1"),
    (.subregions(.max), "more than 1048576 sectors are not generated; ask for fewer"),
  ])
  func sizesThatCannotBe(_ size: TableGenerator.Size, _ sentence: String) throws {
    let table = try ReferenceTables.smallMultiRegional()
    let error = #expect(throws: GenerationError.self) { try TableGenerator(size).sectorCount(from: table) }
    #expect(error?.description == sentence)
  }

  @Test(arguments: [TableGenerator.Size.sectors(0), .sectors(5), .subregions(2)])
  func aTableWithoutSectors(_ size: TableGenerator.Size) throws {
    let table = try table([])
    #expect(throws: GenerationError.noSectors) { try TableGenerator(size).sectorCount(from: table) }
  }
}

import Aggregation
import Foundation
import Kernels
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// Splitting and merging back on every real table of flows: P S = I, and balances go through unchanged.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedTablesRoundTripTests {
  static let ids = SharedTables.ids.filter { id in
    FileManager.default.fileExists(atPath: "\(SharedTables.table(id))/Z.npy")
  }

  private func read(_ id: String) throws -> InputOutputTable {
    try ReaderRegistry.standard.read(SharedTables.table(id)).takeTable()
  }

  /// The first, a middle and the last sector, split in two and three; shares that are not binary fractions.
  private func splits(_ sectors: SectorIndex) -> [SectorSplit] {
    Set([0, sectors.count / 2, sectors.count - 1]).sorted().map { index in
      let shares = index % 2 == 0 ? [0.3, 0.7] : [0.05, 0.15, 0.8]
      return SectorSplit(
        sector: sectors[index].qualifiedCode,
        into: shares.enumerated().map {
          .init(code: "\(sectors[index].code).part\($0.offset)", name: "part \($0.offset)", share: $0.element)
        })
    }
  }

  @Test func thereAreTables() { #expect(Self.ids.count >= 35, "\(Self.ids)") }

  @Test(arguments: ids) func mergingASplitRestoresTheTable(_ id: String) throws {
    let engine = TestEngines.swift
    let table = try read(id)
    let splits = splits(table.sectors)
    let split = try table.transformed(by: Splitter.splitting(splits, of: table.sectors), note: "split", on: engine)
    #expect(split.sectorCount > table.sectorCount)
    let merged = try split.transformed(by: Splitter.merging(splits, of: table.sectors), note: "merged", on: engine)
    // Shares round twice and at most nine pieces are added up: 16 eps of each cell. Observed: 3 eps.
    #expect(largestDifference(merged.transactions.view, table.transactions.view) <= 16 * Double.ulpOfOne)
    #expect(largestDifference(merged.finalDemand.view, table.finalDemand.view) <= 16 * Double.ulpOfOne)
    #expect(largestDifference(merged.output ?? [], table.output ?? []) <= 16 * Double.ulpOfOne)
    #expect(largestDifference(merged.valueAdded ?? [], table.valueAdded ?? []) <= 16 * Double.ulpOfOne)
    for (a, b) in zip(merged.rows, table.rows) {
      #expect(largestDifference(a.values, b.values) <= 16 * Double.ulpOfOne, "\(a.name)")
    }
    #expect(merged.sectors == table.sectors)
  }

  @Test(arguments: ids) func balancesGoThroughSplittingAndMerging(_ id: String) throws {
    let engine = TestEngines.swift
    let table = try read(id)
    let split = try table.transformed(
      by: Splitter.splitting(splits(table.sectors), of: table.sectors), note: "", on: engine)
    let half = Array(0..<(table.sectorCount / 2))
    let digital = SectorLabel(region: "ALL", code: "MERGED", name: "")
    let merged = try table.transformed(
      by: Aggregator.merging(half, into: digital, of: table.sectors), note: "", on: engine)
    let before = TableValidation(of: table).balance
    for after in [TableValidation(of: split).balance, TableValidation(of: merged).balance] {
      // Residuals are carried along, and summing them can only cancel; rounding adds n eps of the totals at most.
      let rounding = Double(table.sectorCount) * Double.ulpOfOne
      #expect((after.row?.totalRelative ?? 0) <= (before.row?.totalRelative ?? 0) + rounding)
      #expect((after.column?.totalRelative ?? 0) <= (before.column?.totalRelative ?? 0) + rounding)
    }
    #expect((before.row == nil) == (TableValidation(of: split).balance.row == nil))
  }

  @Test(arguments: ids) func totalsAreKept(_ id: String) throws {
    let table = try read(id)
    let digital = SectorLabel(region: "ALL", code: "MERGED", name: "")
    let merged = try table.transformed(
      by: Aggregator.merging([0, table.sectorCount - 1], into: digital, of: table.sectors), note: "", on: TestEngines.swift)
    #expect(
      relativeDifference(merged.transactions.elements.compensatedSum(), table.transactions.elements.compensatedSum())
        <= 4 * Double.ulpOfOne)
    #expect(relativeDifference(merged.output?.compensatedSum() ?? 0, table.output?.compensatedSum() ?? 0) <= 4 * Double.ulpOfOne)
  }

  /// Tables of whole numbers come out exact: every cell against sums of integers.
  @Test(arguments: ["wiod2013_1995", "wiod2013_2011"]) func wholeNumbersStayExact(_ id: String) throws {
    let table = try read(id)
    let n = table.sectorCount
    let taken = Array(stride(from: 0, to: n, by: 3))
    let digital = SectorLabel(region: "ALL", code: "MERGED", name: "")
    let merged = try table.transformed(
      by: Aggregator.merging(taken, into: digital, of: table.sectors), note: "", on: TestEngines.swift)
    // The merged sector first, then the others in their order.
    var target = [Int](repeating: 0, count: n)
    for (k, i) in (0..<n).filter({ $0 % 3 != 0 }).enumerated() { target[i] = k + 1 }
    let size = merged.sectorCount
    var cells = [Int](repeating: 0, count: size * size)
    var wrong = 0
    for i in 0..<n {
      for j in 0..<n {
        guard let cell = Int(exactly: table.transactions[i, j]) else {
          wrong += 1
          continue
        }
        cells[target[i] * size + target[j]] += cell
      }
    }
    for i in 0..<size {
      for j in 0..<size where merged.transactions[i, j] != Double(cells[i * size + j]) { wrong += 1 }
    }
    #expect(wrong == 0 && size == n - taken.count + 1)
  }

  /// Cell by cell, relative to the cell.
  private func largestDifference(_ a: MatrixView<Double>, _ b: MatrixView<Double>) -> Double {
    var worst = 0.0
    for i in 0..<b.rows {
      for j in 0..<b.columns { worst = max(worst, relativeDifference(a[i, j], b[i, j])) }
    }
    return worst
  }

  private func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
    a.count == b.count ? zip(a, b).map { relativeDifference($0, $1) }.max() ?? 0 : .infinity
  }
}

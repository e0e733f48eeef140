import Foundation
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// Folders whose transactions are written in place.
@Suite struct CanonicalFolderDraftTests {
  private let beside: TemporaryFolder

  init() throws { beside = try TemporaryFolder() }

  /// The table with its transactions moved into the draft's file.
  private func fill(_ draft: borrowing CanonicalFolderDraft, _ table: consuming InputOutputTable) throws -> InputOutputTable {
    var transactions = try draft.makeTransactions(table.transactionsKind, sectors: table.sectorCount)
    var target = transactions.mutableView
    target.copy(table.transactions.view)
    table.transactions = transactions
    return table
  }

  @Test func aDraftBecomesWhatTheWriterWrites() throws {
    let draft = try CanonicalFolderDraft(path: beside.file("draft"))
    let table = try fill(draft, ReferenceTables.germany1995())
    #expect(!FileManager.default.fileExists(atPath: beside.file("draft")))
    let validation = try draft.commit(table)
    try CanonicalFolderWriter().write(ReferenceTables.germany1995(), to: beside.file("written"))
    let names = try FileManager.default.contentsOfDirectory(atPath: beside.file("written")).sorted()
    #expect(try FileManager.default.contentsOfDirectory(atPath: beside.file("draft")).sorted() == names && names.count == 8)
    for name in names { #expect(try beside.bytes("draft/\(name)") == beside.bytes("written/\(name)"), "\(name)") }
    #expect(validation == TableValidation(of: table, negativeOutput: .allowed))
    #expect(try beside.names() == ["draft", "written"])
  }

  @Test func coefficientsGoToTheirFile() throws {
    let draft = try CanonicalFolderDraft(path: beside.file("draft"))
    let source = try InputOutputTable(
      sectors: SectorIndex([SectorLabel(region: "R", code: "a", name: "")]), transactionsKind: .coefficients,
      transactions: Matrix([[0.25]]), demand: [], finalDemand: Matrix(rows: 1, columns: 0), output: nil, valueAdded: nil)
    let table = try fill(draft, source)
    _ = try draft.commit(table)
    #expect(try Matrix<Double>.npy(beside.file("draft/A.npy"))[0, 0] == 0.25)
  }

  @Test func aDroppedDraftLeavesNothing() throws {
    do {
      let draft = try CanonicalFolderDraft(path: beside.file("draft"))
      _ = try draft.makeTransactions(.flows, sectors: 100).rows
      #expect(try beside.names().count == 1)
    }
    #expect(try beside.names().isEmpty)
  }

  @Test func numbersThatAreNoneAreNotWritten() throws {
    let error = #expect(throws: TableWriteError.self) { try commitWithANaN() }
    #expect(error?.description.hasPrefix("\(beside.file("draft")): not written: ") == true)
    #expect(try beside.names().isEmpty)
  }

  private func commitWithANaN() throws {
    let draft = try CanonicalFolderDraft(path: beside.file("draft"))
    var table = try fill(draft, ReferenceTables.millerBlair())
    table.transactions[1, 0] = .nan
    _ = try draft.commit(table)
  }

  @Test func whatIsThereIsRefusedFirst() throws {
    try beside.write("precious", to: "thesis.txt")
    try beside.makeFolder("full")
    try beside.write("precious", to: "full/thesis.txt")
    for (name, cure) in [
      ("thesis.txt", "it is not a folder; choose another name"), ("full", "choose another name or ask to replace it"),
    ] {
      let error = #expect(throws: TableWriteError.self) { try CanonicalFolderDraft(path: beside.file(name)).path }
      #expect(error == .exists(path: beside.file(name), cure: cure))
    }
    #expect(try beside.names() == ["full", "thesis.txt"])
  }

  @Test func matricesThatNoFileHolds() throws {
    let draft = try CanonicalFolderDraft(path: beside.file("draft"))
    let error = #expect(throws: TableWriteError.self) { try draft.makeTransactions(.flows, sectors: 1 << 33).rows }
    #expect(error == .tooLarge(path: beside.file("draft"), sectors: 1 << 33))
    // A petabyte can be counted and not had.
    let shortage = #expect(throws: TableWriteError.self) { try draft.makeTransactions(.flows, sectors: 10_000_000).rows }
    #expect(shortage?.isResourceShortage == true)
    #expect(shortage?.description.hasPrefix("\(beside.file("draft")): cannot write: ") == true)
  }
}

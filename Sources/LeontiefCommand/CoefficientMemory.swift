import Leontief

/// What the coefficients of a table take before a method begins with them, without a copy in single precision.
struct CoefficientMemory {
  /// Bytes they hold.
  let held: Int
  /// Bytes while they are made, of what the table holds, too.
  let making: Int

  /// Of a table that is not read yet.
  init(_ description: TableDescription) {
    let n = description.sectorCount
    let copied = description.isByColumns ? MemoryBudget.bytes(rows: n, columns: n) : 0
    self.init(flows: description.flowBytes, table: description.bytesToAllocate, copied: copied)
  }

  init(_ table: borrowing InputOutputTable) {
    self.init(
      flows: table.transactions.allocatedBytes, table: table.allocatedBytes, copied: CoefficientMatrix.bytesCopied(of: table))
  }

  private init(flows: Int, table: Int, copied: Int) {
    held = copied > 0 ? copied : flows
    making = MemoryBudget.sum(table, copied)
  }
}

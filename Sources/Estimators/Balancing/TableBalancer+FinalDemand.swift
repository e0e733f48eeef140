import MatrixCore
import Tables

extension TableBalancer {
  /// Brings [Z Y] to x by rows, and to x − primary inputs and the totals of final demand by columns.
  ///
  /// All final demand is all primary inputs together in a table that balances; where it is not, the totals of its columns take
  /// up the difference, each by the same part of its magnitude.
  func balanceWithFinalDemand(
    _ table: borrowing InputOutputTable, _ output: [Double]
  ) throws(EstimationError) -> BalancedTable {
    let (n, title) = (table.sectorCount, table.metadata.title)
    guard let inputs = table.primaryInputs else { throw .noValueAdded(table: title) }
    guard !table.demand.isEmpty else { throw .noFinalDemand(table: title) }
    var purchases = zip(output, inputs).map { $0 - $1 }
    let codes = table.sectors.labels.map(\.qualifiedCode)
    let categories = table.demand.map { "final demand \($0.region) \($0.category)" }
    let names = (rows: codes.map { "row \($0)" }, columns: codes.map { "column \($0)" } + categories)
    do throws(BalancingError) {
      let width = n + table.demand.count
      let size = MemoryBudget.bytes(rows: n, columns: width)
      // [Z Y] before; then, when the balancer's own is gone, the new flows and final demand beside what they are cut of.
      do { try settings.budget.reserve(MemoryBudget.sum(size, size), for: "flows and final demand together") } catch {
        throw .memory(error)
      }
      var joined = try Self.matrix(n, width)
      for i in 0..<n {
        for j in 0..<n { joined[i, j] = table.transactions[i, j] }
        for c in 0..<table.demand.count { joined[i, n + c] = table.finalDemand[i, c] }
      }
      let emptied = Self.empty(&joined, output, purchases, names)
      let left = Self.settle(&purchases, joined.view.window(rows: 0..<n, columns: 0..<n), output, names.columns)
      let wanted = output.compensatedSum() - purchases.compensatedSum()
      let demand = Self.totals(joined.view.window(rows: 0..<n, columns: n..<width), wanted)
      let balanced = try balancer.balance(
        joined.view, rows: output, columns: purchases + demand, names: names, settings.holding(size))
      var report = balanced.report
      report.emptied = emptied
      report.left += left
      return BalancedTable(try parted(balanced.values, table, output), from: table, report)
    } catch { throw .balancing(error) }
  }

  /// Makes zero what only zeros can: lines that must sum to zero and hold negative cells alone. Their names.
  private static func empty(
    _ joined: inout Matrix<Double>, _ output: [Double], _ purchases: [Double], _ names: (rows: [String], columns: [String])
  ) -> [String] {
    var emptied: [String] = []
    for i in output.indices where output[i] == 0 {
      let cells = (0..<joined.columns).map { joined[i, $0] }
      guard cells.contains(where: { $0 < 0 }), !cells.contains(where: { $0 > 0 }) else { continue }
      for j in cells.indices { joined[i, j] = 0 }
      emptied.append(names.rows[i])
    }
    for j in purchases.indices where purchases[j] == 0 {
      let cells = (0..<joined.rows).map { joined[$0, j] }
      guard cells.contains(where: { $0 < 0 }), !cells.contains(where: { $0 > 0 }) else { continue }
      for i in cells.indices { joined[i, j] = 0 }
      emptied.append(names.columns[j])
    }
    return emptied
  }

  /// Puts the sums they have in the place of purchases that no factor can reach, where these are rounding; their columns. Before
  /// the totals of final demand are told, so that these take up what is left.
  private static func settle(
    _ purchases: inout [Double], _ flows: MatrixView<Double>, _ output: [Double], _ names: [String]
  ) -> [String] {
    let slack = Self.slack(flows.columnSums(), purchases, output)
    var left: [String] = []
    for j in purchases.indices where purchases[j] != 0 {
      let cells = (0..<flows.rows).map { flows[$0, j] }
      let isReachable = cells.contains { purchases[j] > 0 ? $0 > 0 : $0 < 0 }
      // Positive cells can come to zero, and negative ones alone stay what they are.
      let sum = cells.contains { $0 > 0 } ? 0 : cells.compensatedSum()
      let off = abs(purchases[j] - sum)
      guard !isReachable, off <= slack[j] else { continue }
      purchases[j] = sum
      // x − primary inputs in doubles is no remark.
      if off > 8 * .ulpOfOne * abs(output[j]) { left.append(names[j]) }
    }
    return left
  }

  /// Sums of the columns of final demand that together are `total`.
  private static func totals(_ demand: MatrixView<Double>, _ total: Double) -> [Double] {
    let sums = demand.columnSums()
    var magnitudes: [Double] = []
    for c in 0..<demand.columns {
      var magnitude = CompensatedSum<Double>()
      for i in 0..<demand.rows { magnitude.add(abs(demand[i, c])) }
      magnitudes.append(magnitude.value)
    }
    let (gap, scale) = (total - sums.compensatedSum(), magnitudes.compensatedSum())
    guard scale > 0 else { return sums }
    return zip(sums, magnitudes).map { $0 + $1 * (gap / scale) }
  }

  /// The table with the two parts of a balanced [Z Y].
  private func parted(
    _ values: borrowing Matrix<Double>, _ table: borrowing InputOutputTable, _ output: [Double]
  ) throws(BalancingError) -> InputOutputTable {
    let n = table.sectorCount
    var metadata = table.metadata
    metadata.history.append("flows and final demand balanced by \(balancer.method.rawValue.uppercased())")
    let flows = try Self.columns(0..<n, of: values)
    let demand = try Self.columns(n..<values.columns, of: values)
    return InputOutputTable(
      sectors: table.sectors, transactions: flows, demand: table.demand, finalDemand: demand, output: output,
      valueAdded: table.valueAdded, rows: table.rows, metadata: metadata)
  }

  private static func columns(
    _ range: Range<Int>, of values: borrowing Matrix<Double>
  ) throws(BalancingError) -> Matrix<Double> {
    do { return try Matrix(copying: values.view.window(rows: 0..<values.rows, columns: range)) } catch {
      throw .allocation(error)
    }
  }

  private static func matrix(_ rows: Int, _ columns: Int) throws(BalancingError) -> Matrix<Double> {
    do { return try Matrix(rows: rows, columns: columns) } catch { throw .allocation(error) }
  }
}

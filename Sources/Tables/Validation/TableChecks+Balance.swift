extension TableChecks {
  mutating func checkBalances(_ table: borrowing InputOutputTable, _ imbalance: GrossImbalance) {
    guard kind == .flows, let output = table.output else {
      add(.notChecked, .note, "the table holds coefficients only: row and column balances are not checked")
      return
    }
    let row = BalanceReport.Residuals(found: zip(flows.rowSums, demand.rowSums).map { $0 + $1 }, output: output)
    report(.rowBalance, "rows", "Z1 + y = x", row, imbalance)
    var column: BalanceReport.Residuals?
    if let primary = table.primaryInputs {
      let residuals = BalanceReport.Residuals(found: zip(flows.columnSums, primary).map { $0 + $1 }, output: output)
      report(.columnBalance, "columns", "colsum(Z) + primary inputs = x", residuals, imbalance)
      column = residuals
    } else {
      add(.notChecked, .note, "there are no primary inputs: the column balance is not checked")
    }
    balance = BalanceReport(row: row, column: column)
  }

  private mutating func report(
    _ finding: TableFinding.Kind, _ lines: String, _ identity: String, _ residuals: BalanceReport.Residuals,
    _ imbalance: GrossImbalance
  ) {
    let measure = max(residuals.medianRelative, residuals.totalRelative)
    let isGross = measure > TableValidation.balanceLimit
    let isRemarkable = isGross || residuals.medianRelative > TableValidation.balanceTolerance
    guard isRemarkable, let worst = residuals.worstSector else { return }
    let sentence =
      "\(lines) do not balance (\(identity)): median relative residual \(residuals.medianRelative), total "
      + "\(residuals.totalRelative), largest \(residuals.maximum) in \(name(worst))"
    add(finding, isGross && imbalance == .refused ? .error : .warning, sentence, sectors: [worst], worst: residuals.maximum)
  }
}

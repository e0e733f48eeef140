import Tables

extension TableReading {
  /// Joins a table and its report after every check `TableValidation` knows.
  ///
  /// Cost: one pass over the flows. Errors: `TableReadError.invalid` with the first finding of severity error.
  static func checked(
    _ table: consuming InputOutputTable, path: String, options: ReadOptions, report: ReadReport
  ) throws(TableReadError) -> TableReading {
    let validation = TableValidation(
      of: table, negativeOutput: options.negativeOutput, imbalance: options.imbalance, on: options.loop)
    let errors = validation.findings.filter { $0.severity == .error }
    if let first = errors.first { throw .invalid(path: path, finding: first, furtherErrors: errors.count - 1) }
    var report = report
    report.validation = validation
    return TableReading(table: table, report: report)
  }
}

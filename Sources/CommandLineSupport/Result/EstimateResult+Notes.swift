import Leontief

extension EstimateResult {
  /// What to know when reading the figures: why some are missing, then the estimator's remarks.
  var notes: [String] {
    tables.flatMap { table in
      table.columns.indices.compactMap { column -> String? in
        guard let reason = table.columns[column].reasonForNone, table.rows.contains(where: { $0[column] == .none }) else {
          return nil
        }
        return "\(ResultFigures.none) under \(table.columns[column].title): \(reason)"
      }
    } + remarks
  }
}

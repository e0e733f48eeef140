/// Remarks on several years: what holds of every year stands once, the rest with its year.
enum DatedRemarks {
  static func joined(_ years: [(year: Int, remarks: [String])]) -> [String] {
    let common = (years.first?.remarks ?? []).filter { remark in years.allSatisfy { $0.remarks.contains(remark) } }
    return common + years.flatMap { year, remarks in remarks.filter { !common.contains($0) }.map { "\(year): \($0)" } }
  }
}

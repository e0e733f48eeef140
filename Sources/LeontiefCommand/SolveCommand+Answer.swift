import CommandLineSupport
import Leontief

extension SolveCommand {
  /// A single answer is a vector.
  func write(_ values: MatrixView<Double>, to path: String) throws {
    if values.columns == 1 {
      try NPYWriter.write((0..<values.rows).map { values[$0, 0] }, to: path)
    } else {
      try NPYWriter.write(values, to: path)
    }
  }

  /// Beside work of some seconds the measurement of the host is little; its report, where there is one, is then of what the host
  /// can do.
  func measureHost(_ report: SolveReport, _ engine: Engine) {
    guard report.seconds >= 5, options.printsText || options.json != nil, HostRoofs.known(report.engine) == nil else { return }
    do { try options.budget.reserve(HostRates.bytesNeeded, for: "measuring the host") } catch { return }
    _ = HostRates.measured(engine)
  }

  func printText(_ answer: borrowing SolveAnswer, _ keeper: CheckpointKeeper?) throws {
    if let choice = answer.choice { try StandardOutput.print(CandidateDocument.text(choice)) }
    try StandardOutput.print(SolveReportDocument.text(answer.solution.report))
    if let sentence = keeper?.continuation { try StandardOutput.print("continued  \(sentence)") }
    for sentence in answer.certificate?.sentences ?? [] { try StandardOutput.print("certified  \(sentence)") }
    try printSolution(answer.solution, sectors: answer.sectors)
  }

  private func printSolution(_ solution: borrowing Solution, sectors: SectorIndex) throws {
    guard solution.values.columns == 1 else {
      try StandardOutput.print(
        "solution  \(solution.values.rows) × \(solution.values.columns)" + (out.map { " in \($0)" } ?? "; --out FILE writes it"))
      return
    }
    let values = solution.vector
    try StandardOutput.print("sum       \(values.compensatedSum().text)")
    // A screenful: all of a small table, else the largest.
    let shown = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }.prefix(20)
    var text = TextTable(values.count > 20 ? "largest 20 of \(values.count)" : "sector", transposed ? "value" : "output")
    for index in values.count > 20 ? Array(shown) : Array(values.indices) {
      text.add("\(sectors[index].qualifiedCode) \(sectors[index].name)", values[index].text)
    }
    try StandardOutput.print(text.text)
  }

  /// What the document says beside what all documents do.
  struct Content: Encodable {
    let table: TableSummary
    let report: SolveReportDocument
    /// Null without --certify.
    @OrNull var certificate: CertificateDocument?
    /// The methods that were weighed, the cheapest first; null without --explain.
    @OrNull var candidates: [CandidateDocument]?
    /// Null without --checkpoint.
    @OrNull var checkpoint: CheckpointDocument?
    /// Column by column; null when the solution went to a file.
    @OrNull var solution: [[Double]]?
    @OrNull var out: String?
  }
}

extension Solution {
  /// The solution's columns.
  var columns: [[Double]] {
    (0..<values.columns).map { j in (0..<values.rows).map { values[$0, j] } }
  }
}

import MatrixCore

/// The answer of an iteration as it becomes known, panel by panel, and who is given it on the way.
struct IterationAnswer: ~Copyable {
  /// n × m: what is solved, of the current panel what was last given away, the start beyond.
  private var values: Matrix<Double>
  private let sink: SolutionSink
  /// The right-hand sides of the current panel.
  var columns = 0..<0 {
    didSet { (startError, mostError) = (nil, .infinity) }
  }
  /// What the panel's start left; nil when it began with nothing.
  private(set) var startError: Double?
  /// An X with a larger error is not given away: what was given before is better.
  private var mostError = Double.infinity
  private var corrections = 0
  private var backward: Double?

  /// Zeros, or the start, n × m.
  init(
    rows n: Int, columns m: Int, start: MatrixView<Double>?, sink: SolutionSink
  ) throws(AllocationError) {
    var values = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
    if let start { Self.copy(start, into: &values, 0..<m) }
    self.values = values
    self.sink = sink
  }

  private static func copy(_ source: MatrixView<Double>, into values: inout Matrix<Double>, _ columns: Range<Int>) {
    var all = values.mutableView
    var target = all.window(rows: 0..<all.rows, columns: columns)
    target.copy(source)
  }

  /// What the current panel begins with.
  func panel() throws(AllocationError) -> Matrix<Double> {
    try Matrix(copying: values.view.window(rows: 0..<values.rows, columns: columns), layout: .columnMajor)
  }

  mutating func take(_ panel: borrowing Matrix<Double>) { Self.copy(panel.view, into: &values, columns) }

  mutating func began(_ error: Double) { startError = error }

  /// From now on the panel begins with nothing: until it is better than its start, that is kept.
  mutating func beginAnew() { (mostError, backward) = (startError ?? .infinity, nil) }

  /// The panel after a correction.
  mutating func corrected(_ panel: borrowing Matrix<Double>, backwardError: Double) {
    corrections += 1
    backward = backwardError
    give(panel, isStopped: false)
  }

  mutating func stopped(_ panel: borrowing Matrix<Double>) { give(panel, isStopped: true) }

  /// An iteration that fails may overflow first: nobody can begin with that.
  private mutating func give(_ panel: borrowing Matrix<Double>, isStopped: Bool) {
    let mark = SolutionMark(corrections: corrections, backwardError: backward, isStopped: isStopped)
    guard mostError == .infinity || (backward ?? .infinity) < mostError else { return }
    guard sink.wants(mark), panel.view.firstNonFinite() == nil else { return }
    take(panel)
    sink.take(values.view, mark)
  }

  consuming func finished() -> Matrix<Double> { values }
}

import MatrixCore

/// The answer of an iteration as it becomes known, panel by panel, and who is given it on the way.
///
/// What is given away only becomes better: a correction that is worse than the best of its panel is left out.
struct IterationAnswer: ~Copyable {
  /// n × m: what is solved, the best of the current panel, the start beyond.
  private var values: Matrix<Double>
  private let sink: SolutionSink
  /// The right-hand sides of the current panel.
  var columns = 0..<0 {
    didSet { (startError, best) = (nil, nil) }
  }
  /// What the panel's start left; nil when it began with nothing.
  private(set) var startError: Double?
  /// The errors of what `values` holds of the current panel; nil of zero and of what was never measured.
  private var best: ErrorMeasures?
  private var corrections = 0
  /// Whether `values` holds more than was given away.
  private var hasNews = false
  /// Whether the last attempt at the panel used up its passes.
  var isOutOfPasses = false

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

  mutating func began(_ errors: ErrorMeasures) { (startError, best) = (errors.componentwiseBackwardError, errors) }

  /// The panel after a correction.
  mutating func corrected(_ panel: borrowing Matrix<Double>, _ errors: ErrorMeasures) {
    corrections += 1
    if isBetter(errors) { take(panel, errors) }
    if isWanted(nil) { give(nil) }
  }

  /// Sectors that no chain of sales has reached yet have an error of one, however good the others are: the normwise error
  /// then tells more.
  private func isBetter(_ errors: ErrorMeasures) -> Bool {
    guard let best else { return true }
    let (new, old) = (errors.componentwiseBackwardError, best.componentwiseBackwardError)
    return new < old || new == old && errors.backwardError < best.backwardError
  }

  /// The solution of the panel.
  mutating func solved(_ panel: borrowing Matrix<Double>) {
    if isNews(panel) { store(panel) }
  }

  /// Whether the panel differs from what is held of it.
  private func isNews(_ panel: borrowing Matrix<Double>) -> Bool {
    for j in 0..<panel.columns {
      let (new, old) = (panel.view.column(j), values.view.column(columns.lowerBound + j))
      for i in new.indices where new[i] != old[i] { return true }
    }
    return false
  }

  private mutating func store(_ panel: borrowing Matrix<Double>) {
    Self.copy(panel.view, into: &values, columns)
    hasNews = true
  }

  /// An iteration that fails may overflow first: nobody can begin with that.
  private mutating func take(_ panel: borrowing Matrix<Double>, _ errors: ErrorMeasures?) {
    guard panel.view.firstNonFinite() == nil else { return }
    store(panel)
    best = errors
  }

  /// The solve is stopped with the panel somewhere within a correction. `measure` is asked for its errors where there is
  /// something that it might be worse than; nil of it leaves the panel out.
  mutating func stopped(_ panel: borrowing Matrix<Double>, measure: () -> ErrorMeasures?) {
    guard isWanted(.stopped) else { return }
    if isNews(panel) {
      if best == nil {
        take(panel, nil)
      } else if let errors = measure(), isBetter(errors) {
        take(panel, errors)
      }
    }
    give(.stopped)
  }

  /// The solve gives up.
  mutating func gaveUp() {
    let ending = isOutOfPasses ? SolutionMark.Ending.outOfPasses : .stalled
    if isWanted(ending) { give(ending) }
  }

  private func isWanted(_ ending: SolutionMark.Ending?) -> Bool { sink.wants(mark(ending)) }

  private mutating func give(_ ending: SolutionMark.Ending?) {
    guard hasNews else { return }
    sink.take(values.view, mark(ending))
    hasNews = false
  }

  private func mark(_ ending: SolutionMark.Ending?) -> SolutionMark {
    SolutionMark(corrections: corrections, backwardError: best?.componentwiseBackwardError, ending: ending)
  }

  consuming func finished() -> Matrix<Double> { values }
}

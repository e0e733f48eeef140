import Aggregation
import MatrixCore

/// A sample of results for shares that are drawn.
struct ShareSample {
  private let sampling: Study.Sampling
  private let values: [Double]

  /// `value` gets a source of numbers in 0 ..< 1: the same number for the same place of the same draw, whatever the processor.
  init(_ sampling: Study.Sampling, value: ((_ place: Int) -> Double) -> Double?) {
    self.sampling = sampling
    let draws = SeededDraws(seed: sampling.seed)
    values = (0..<sampling.draws).compactMap { draw in
      let stream = draws.stream(draw)
      return value { place in (stream.centred(place) + 1) / 2 }
    }.sorted()
  }

  /// Nil when fewer than two draws have a result.
  var interval: ShareInterval? {
    guard values.count > 1 else { return nil }
    let mean = values.compensatedSum() / Double(values.count)
    let squares = values.lazy.map { ($0 - mean) * ($0 - mean) }.compensatedSum()
    return ShareInterval(
      draws: values.count, seed: sampling.seed, mean: mean,
      standardDeviation: (squares / Double(values.count - 1)).squareRoot(), low: quantile(0.025), median: quantile(0.5),
      high: quantile(0.975))
  }

  /// Between neighbours in proportion (Hyndman and Fan 1996, type 7).
  private func quantile(_ p: Double) -> Double {
    let place = p * Double(values.count - 1)
    let below = Int(place)
    let above = min(below + 1, values.count - 1)
    return values[below] + (place - Double(below)) * (values[above] - values[below])
  }
}

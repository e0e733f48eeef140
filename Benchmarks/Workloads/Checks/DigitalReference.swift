import Leontief

/// The terms of a digital economy by rounds of production on plain arrays: no solver, no kernel, no estimator.
///
/// With x(f) = f + A f + A² f + …, v value added per unit of output and D the digital sectors: backward v'x(y_D), forward
/// v_D'x(y)_D, double-counted v_D'x(y_D)_D.
final class DigitalReference {
  private let n: Int
  private let digital: [Int]
  private let flows: [Double]
  private let output: [Double]
  private let demand: [Double]
  private let valueAdded: [Double]
  /// Merged, then apart; computed when they are asked for.
  private lazy var terms = merged.ownTerms + ownTerms

  /// Rounds end where they change nothing: that leaves a sum of some hundred roundings.
  static let tolerance = 1e-11

  init(_ table: borrowing InputOutputTable, digital: [Int]) {
    n = table.sectorCount
    self.digital = digital
    var flows: [Double] = []
    flows.reserveCapacity(table.sectorCount * table.sectorCount)
    for i in 0..<table.sectorCount {
      for j in 0..<table.sectorCount { flows.append(table.transactions[i, j]) }
    }
    self.flows = flows
    output = table.output ?? []
    demand = table.totalFinalDemand
    valueAdded = table.valueAdded ?? []
  }

  private init(flows: [Double], output: [Double], demand: [Double], valueAdded: [Double], digital: [Int]) {
    (n, self.digital, self.flows) = (output.count, digital, flows)
    (self.output, self.demand, self.valueAdded) = (output, demand, valueAdded)
  }

  /// The worst relative error of six terms; NaN where there are not as many.
  func largestError(_ answer: [Double]) -> Double {
    guard answer.count == terms.count else { return .nan }
    return zip(answer, terms).reduce(0) { LinearSystemCheck.larger($0, $1.0 == $1.1 ? 0 : abs($1.0 - $1.1) / abs($1.1)) }
  }

  /// The digital sectors as one, which comes first.
  private var merged: DigitalReference {
    var target = [Int](repeating: 0, count: n)
    var count = 1
    for i in 0..<n where !digital.contains(i) {
      target[i] = count
      count += 1
    }
    func sums(_ values: [Double]) -> [Double] {
      var sums = [Double](repeating: 0, count: count)
      for i in 0..<n { sums[target[i]] += values[i] }
      return sums
    }
    var small = [Double](repeating: 0, count: count * count)
    for i in 0..<n {
      for j in 0..<n { small[target[i] * count + target[j]] += flows[i * n + j] }
    }
    return DigitalReference(
      flows: small, output: sums(output), demand: sums(demand), valueAdded: sums(valueAdded), digital: [0])
  }

  private var ownTerms: [Double] {
    var own = [Double](repeating: 0, count: n)
    for i in digital { own[i] = demand[i] }
    let (forOwn, forAll) = (outputMeeting(own), outputMeeting(demand))
    func share(_ i: Int) -> Double { output[i] > 0 ? valueAdded[i] / output[i] : 0 }
    return [
      (0..<n).reduce(0) { $0 + share($1) * forOwn[$1] }, digital.reduce(0) { $0 + share($1) * forAll[$1] },
      digital.reduce(0) { $0 + share($1) * forOwn[$1] },
    ]
  }

  /// Cost: n² a round, some hundred rounds.
  private func outputMeeting(_ demand: [Double]) -> [Double] {
    var (total, round) = (demand, demand)
    for _ in 0..<Self.mostRounds {
      let intensity = zip(round, output).map { $1 > 0 ? $0 / $1 : 0 }
      round = (0..<n).map { i in
        var sum = 0.0
        for j in 0..<n { sum += flows[i * n + j] * intensity[j] }
        return sum
      }
      let before = total
      for i in 0..<n { total[i] += round[i] }
      if total == before { break }
    }
    return total
  }

  private static let mostRounds = 3000
}

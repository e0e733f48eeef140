import Solvers
import Tables

/// Row and column sums of the flows of production length.
struct LengthChains {
  let v: [Double]
  /// y_D and y_F.
  let own: [Double]
  let others: [Double]

  private var demand: [Double] { zip(own, others).map { $0 + $1 } }

  /// Row sums: products from the right. Cost: four solves.
  func forward(
    _ economy: Economy, _ local: borrowing LocalInverses
  ) throws(EstimationError) -> ProductionLength.Direction {
    let output = try economy.output(meeting: demand)
    let traded = try local.foreign([output], .output)[0]
    let domestic = try local.domestic([output], .output)[0]
    let solved = try economy.solve([output, traded, domestic], .output)
    let once = try local.local([own, others, traded], .output)
    let later = try local.foreign([solved[2]], .output)[0]
    let twice = try local.local(once + [later], .output)
    return direction(
      left: v, total: (output, solved[0]), own: (once[0], twice[0]), others: (once[1], twice[1]), gvc: once[2],
      home: twice[2], crossings: solved[1], abroad: twice[3], right: nil)
  }

  /// Column sums: products from the left. Cost: six solves.
  func backward(
    _ economy: Economy, _ local: borrowing LocalInverses
  ) throws(EstimationError) -> ProductionLength.Direction {
    let contents = try economy.contents(of: [v])[0]
    let once = try local.local([v], .transposed)[0]
    let twice = try local.local([once], .transposed)[0]
    let traded = try local.foreign([once, twice, contents], .transposed)
    let solved = try economy.contents(of: [contents] + traded)
    let domestic = try local.domestic([solved[1]], .transposed)[0]
    let abroad = try economy.contents(of: [domestic])[0]
    return direction(
      left: nil, total: (contents, solved[0]), own: (once, twice), others: (once, twice), gvc: solved[1], home: solved[2],
      crossings: solved[3], abroad: abroad, right: (own, others))
  }

  /// Scales each by value added, or by the part of final demand it belongs to.
  private func direction(
    left: [Double]?, total: ([Double], [Double]), own: ([Double], [Double]), others: ([Double], [Double]), gvc: [Double],
    home: [Double], crossings: [Double], abroad: [Double], right: (own: [Double], others: [Double])?
  ) -> ProductionLength.Direction {
    func scaled(_ values: [Double], _ demand: [Double]?) -> [Double] {
      zip(values, left ?? demand ?? values.map { _ in 1 }).map { $0 * $1 }
    }
    let all = right.map { zip($0.own, $0.others).map { $0 + $1 } }
    func flow(_ pair: ([Double], [Double]), _ demand: [Double]?) -> ProductionLength.Flow {
      ProductionLength.Flow(valueAdded: scaled(pair.0, demand), stages: scaled(pair.1, demand))
    }
    let parts = [home, crossings, abroad].map { scaled($0, all) }
    let stages = zip(parts[0], zip(parts[1], parts[2])).map { $0 + $1.0 + $1.1 }
    return ProductionLength.Direction(
      total: flow(total, all), domestic: flow(own, right?.own), traditional: flow(others, right?.others),
      globalValueChains: ProductionLength.Flow(valueAdded: scaled(gvc, all), stages: stages), home: parts[0],
      crossings: parts[1], abroad: parts[2])
  }
}

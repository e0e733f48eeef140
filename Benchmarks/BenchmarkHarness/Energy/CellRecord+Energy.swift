/// What the work of a cell takes: the mean power while its samples were taken, times its median. The counters step once in a
/// millisecond or so, and beside the timed work there is what restores its inputs: neither is told apart within a sample.
extension CellRecord {
  /// Joules of a run, of the samples that count; nil without counters, and where they did not move.
  var energyOfRun: Double? {
    guard let joules = sampleEnergyJ, let seconds = sampleWallS, joules.count == samplesS.count, seconds.count == joules.count,
      let median = stats?.median
    else { return nil }
    let left = Set(samplesLeftOut ?? [])
    let counted = joules.indices.filter { !left.contains($0) }
    let (energy, time) = (counted.reduce(0) { $0 + joules[$1] }, counted.reduce(0) { $0 + seconds[$1] })
    return energy > 0 && time > 0 ? energy / time * median : nil
  }

  /// Figures that follow from the samples; `gap` where there is no counter.
  mutating func concludeEnergy(_ gap: String?) {
    energyJ = energyOfRun
    guard energyJ == nil else { return energyJWhy = nil }
    let why = stats == nil ? "no sample was taken" : "the counters did not move, or could not be read throughout"
    energyJWhy = sampleEnergyJ == nil ? gap ?? "it was not measured" : why
  }

  /// Takes over those of samples that were appended. A process that was broken off before its first one has none.
  mutating func appendEnergy(_ other: CellRecord) {
    guard !other.samplesS.isEmpty else { return }
    let isFirst = samplesS.count == other.samplesS.count
    func joined(_ own: [Double]?, _ more: [Double]?) -> [Double]? {
      isFirst ? more : own.flatMap { own in more.map { own + $0 } }
    }
    sampleEnergyJ = joined(sampleEnergyJ, other.sampleEnergyJ)
    sampleWallS = joined(sampleWallS, other.sampleWallS)
  }
}

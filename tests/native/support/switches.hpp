#pragma once

#include "analysis/options.hpp"

namespace face_analyzer::test {

/// Nothing is measured but what every face has.
inline constexpr Switches kNoSwitch{.age = false,
                                    .gender = false,
                                    .expression = false,
                                    .glasses = false,
                                    .hat = false,
                                    .mask = false,
                                    .beauty = false,
                                    .landmarks = false,
                                    .feature = false,
                                    .quality = false};

/// The switches of all that the networks for attributes are run for.
inline constexpr bool Switches::*kSwitchesOfAttributes[] = {
    &Switches::age,  &Switches::gender, &Switches::expression, &Switches::glasses, &Switches::hat,
    &Switches::mask, &Switches::beauty, &Switches::feature,    &Switches::quality};

}  // namespace face_analyzer::test

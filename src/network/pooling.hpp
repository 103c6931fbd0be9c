#pragma once

#include <memory>

#include "network/operator.hpp"
#include "network/window.hpp"

// Operators that make one number of each window of a picture with its channels last, channel by channel.
namespace face_analyzer {

/// The largest. A window's padding counts for nothing.
std::unique_ptr<Operator> maximum_pool(const Window& window);

/// The mean; a window never reaches beyond the picture. Its sums have one order.
std::unique_ptr<Operator> average_pool(const Window& window);

/// The mean over all places: [batch, channels].
std::unique_ptr<Operator> spatial_mean();

}  // namespace face_analyzer

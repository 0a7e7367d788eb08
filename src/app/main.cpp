#include "app/command_line.hpp"
#include "base/world.hpp"

int main(int argc, char** argv) {
  base::World world = base::real_world();
  return app::command_line(argc, argv, world);
}

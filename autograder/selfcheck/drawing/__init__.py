"""Drawings of computational graphs: values above the lines, gradients below them, as SVG and in words."""
